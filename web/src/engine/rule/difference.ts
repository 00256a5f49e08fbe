import { same } from '../designer/difference';
import { mergeMembers, mergeObjects, type Side } from '../designer/merge';
import type { RuleDocument, RuleStep } from './document';

/** What differs between two documents of a rule, small enough to be said in one sentence. */
export interface RuleDifference {
  kind: 'added' | 'removed' | 'changed';
  /** The step; undefined for the rule itself. */
  step: RuleStep | undefined;
  /** Of a change: what of it. */
  property: string;
  before?: unknown;
  after?: unknown;
}

function properties(step: RuleStep | undefined, before: object, after: object): RuleDifference[] {
  const old = before as Record<string, unknown>;
  const now = after as Record<string, unknown>;
  return [...new Set([...Object.keys(old), ...Object.keys(now)])].flatMap((property): RuleDifference[] =>
    property === 'steps' || same(old[property], now[property])
      ? []
      : [{ kind: 'changed', step, property, before: old[property], after: now[property] }],
  );
}

/** Every change from one document to another; the order of the steps itself means nothing. */
export function ruleDifferences(before: RuleDocument, after: RuleDocument): RuleDifference[] {
  const old = new Map(before.steps.map((step) => [step.key, step]));
  const now = new Set(after.steps.map((step) => step.key));
  return [
    ...properties(undefined, before, after),
    ...after.steps.flatMap((step): RuleDifference[] => {
      const was = old.get(step.key);
      return was ? properties(step, was, step) : [{ kind: 'added', step, property: '' }];
    }),
    ...before.steps
      .filter((step) => !now.has(step.key))
      .map((step): RuleDifference => ({ kind: 'removed', step, property: '' })),
  ];
}

/** The changes of both that ask the same question and answer it differently. */
export function ruleClashes(base: RuleDocument, mine: RuleDocument, theirs: RuleDocument): RuleDifference[] {
  const other = ruleDifferences(base, theirs);
  return ruleDifferences(base, mine).filter((change) =>
    other.some(
      (each) =>
        each.step?.key === change.step?.key &&
        (each.property === change.property || each.kind !== 'changed' || change.kind !== 'changed') &&
        !same(each, change),
    ),
  );
}

/** Both people's changes to the same beginning, in one document; where they clash, `winner` has it. */
export function mergeRules(base: RuleDocument, mine: RuleDocument, theirs: RuleDocument, winner: Side): RuleDocument {
  const [first, second] = winner === 'mine' ? [mine, theirs] : [theirs, mine];
  const steps = mergeMembers(base.steps, first.steps, second.steps, (old, one, two) =>
    old ? mergeObjects(old, one, two, []) : one,
  );
  return { ...mergeObjects(base, first, second, ['steps']), steps };
}
