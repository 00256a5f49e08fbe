import { type ActionName, compact, type RuleDocument, type RuleStep } from './document';

/** Where a new step stands: behind another one, or beside everything from the beginning. */
export type Spot = { after: string } | 'start';

const START: Record<ActionName, Partial<RuleStep>> = {
  create_task: { title: '', who: {} },
  notify: { title: '', who: {} },
  create_record: { form: '', values: {} },
  update_record: { record: 'id', values: {} },
  delete_record: { record: 'id' },
  start_flow: { record: 'id' },
  call_rule: { rule: '' },
  send_email: { to: '', subject: '', body: '' },
  send_sms: { to: '', body: '' },
  send_robot: { to: '', title: '', body: '' },
  send_webhook: { to: '', values: {} },
  wait: { for: { amount: 1, unit: 'days' } },
  continue_if: { if: '' },
  for_each: { each: '', do: [] },
  refuse: { message: '' },
};

/** A key nothing in the rule has yet: task, task_2 … */
export function freeStepKey(steps: readonly RuleStep[], action: ActionName): string {
  const [first = action] = action.split('_').reverse();
  const taken = new Set(steps.map((step) => step.key));
  if (!taken.has(first)) return first;
  for (let number = 2; ; number += 1) if (!taken.has(`${first}_${number}`)) return `${first}_${number}`;
}

export function newStep(steps: readonly RuleStep[], action: ActionName): RuleStep {
  return { key: freeStepKey(steps, action), action, ...START[action] };
}

/** A new step; behind another one it comes between that one and all that waited for it. */
export function addStep(
  document: RuleDocument,
  spot: Spot,
  action: ActionName,
): { document: RuleDocument; key: string } {
  const step = newStep(document.steps, action);
  if (spot === 'start') {
    return { document: { ...document, steps: [...document.steps, step] }, key: step.key };
  }
  const steps = document.steps.map((each) =>
    each.after?.includes(spot.after)
      ? { ...each, after: each.after.map((key) => (key === spot.after ? step.key : key)) }
      : each,
  );
  const index = steps.findIndex((each) => each.key === spot.after);
  return {
    document: { ...document, steps: steps.toSpliced(index + 1, 0, { ...step, after: [spot.after] }) },
    key: step.key,
  };
}

/** A step beside those that wait for the same one: all of them begin together. */
export function addBeside(
  document: RuleDocument,
  after: string,
  action: ActionName,
): { document: RuleDocument; key: string } {
  const step: RuleStep = { ...newStep(document.steps, action), after: [after] };
  return { document: { ...document, steps: [...document.steps, step] }, key: step.key };
}

/** Without a step; what waited for it waits for what it waited for. */
export function removeStep(document: RuleDocument, key: string): RuleDocument {
  const gone = document.steps.find((step) => step.key === key);
  if (!gone) return document;
  const before = gone.after ?? [];
  const steps = document.steps
    .filter((step) => step !== gone)
    .map((step) => {
      if (!step.after?.includes(key)) return step;
      const after = [...new Set(step.after.flatMap((each) => (each === key ? before : [each])))];
      return compact({ ...step, after: after.length > 0 ? after : undefined }) as RuleStep;
    });
  return { ...document, steps };
}

/** Steps a step may wait for without waiting for itself. */
export function possibleBefore(document: RuleDocument, key: string): RuleStep[] {
  const behind = new Set([key]);
  for (let grown = true; grown; ) {
    grown = false;
    for (const step of document.steps) {
      if (!behind.has(step.key) && step.after?.some((each) => behind.has(each))) {
        behind.add(step.key);
        grown = true;
      }
    }
  }
  return document.steps.filter((step) => !behind.has(step.key));
}

/** A lane: steps one after the other, then what begins together behind the last of them. */
export interface Lane {
  steps: RuleStep[];
  next: Lane[];
}

/**
 * The steps as parallel lanes. A step that waits for one other stands in that one's lane or in one that begins behind
 * it; one that waits for several begins a lane behind the last of them in the document and names the others.
 */
export function lanesOf(steps: readonly RuleStep[]): Lane[] {
  const keys = new Set(steps.map((step) => step.key));
  const order = new Map(steps.map((step, index) => [step.key, index]));
  const parent = (step: RuleStep): string | undefined =>
    (step.after ?? [])
      .filter((key) => keys.has(key))
      .sort((a, b) => (order.get(a) ?? 0) - (order.get(b) ?? 0))
      .at(-1);
  const children = new Map<string | undefined, RuleStep[]>();
  for (const step of steps) children.set(parent(step), [...(children.get(parent(step)) ?? []), step]);
  const seen = new Set<string>();
  const lane = (first: RuleStep): Lane => {
    const own: RuleStep[] = [];
    let step: RuleStep | undefined = first;
    while (step && !seen.has(step.key)) {
      seen.add(step.key);
      own.push(step);
      const next: RuleStep[] = children.get(step.key) ?? [];
      if (next.length !== 1) return { steps: own, next: next.map(lane) };
      step = next[0];
    }
    return { steps: own, next: [] };
  };
  const lanes = (children.get(undefined) ?? []).map(lane);
  // Steps that wait for each other in a circle are nobody's children: they are shown all the same.
  for (const step of steps) if (!seen.has(step.key)) lanes.push(lane(step));
  return lanes;
}

/** The other steps a step waits for, besides the one it is drawn behind. */
export function alsoAfter(step: RuleStep, drawnAfter: string | undefined): string[] {
  return (step.after ?? []).filter((key) => key !== drawnAfter);
}
