import type { Label } from '../blueprint';
import type { Settings, Who } from '../flow/document';

/** A rule as it is built: the artifact's document. */
export interface RuleDocument {
  kind: 'rule';
  key: string;
  label: Label | string;
  form: string;
  enabled?: boolean;
  /** Under which heading it is listed. */
  folder?: string;
  /** Id of whoever looks after it. */
  owner?: string;
  trigger: RuleTrigger;
  /** A condition; absent where the rule always runs. */
  when?: string;
  steps: RuleStep[];
}

export interface FieldChange {
  from?: string;
  to?: string;
}

export type ChangeKind = 'create' | 'change' | 'delete';

export interface DateTrigger {
  field: string;
  offset?: number;
  unit?: 'minutes' | 'hours' | 'days';
  at?: string;
  /** What was due on a day off happens on the next working day. */
  days_off?: 'next';
}

export interface ScheduleTrigger {
  every: 'hour' | 'day' | 'week' | 'month';
  weekdays?: number[];
  day?: number;
  at?: string;
  /** On days off: not at all, or on the next working day. */
  days_off?: 'skip' | 'next';
  /** Once for all records that meet the condition, which steps see as `items`. */
  together?: true;
}

export interface ButtonTrigger {
  label: Label | string;
  roles?: string[];
  confirm?: Label | string;
}

/** How the flow of a record can end. */
export const FLOW_ENDS = ['passed', 'rejected', 'cancelled', 'terminated'] as const;

export type FlowEnd = (typeof FLOW_ENDS)[number];

export interface FlowTrigger {
  /** However it ends where this is missing. */
  ends?: FlowEnd[];
}

/** What sets a rule off: exactly one of these. */
export interface RuleTrigger {
  on?: ChangeKind[];
  fields?: Record<string, FieldChange>;
  date?: DateTrigger;
  schedule?: ScheduleTrigger;
  button?: ButtonTrigger;
  /** The flow of a record ends. */
  flow?: FlowTrigger;
  /** Other rules run it, and nothing else sets it off. */
  called?: true;
}

/** The actions there are, in the order they are offered. */
export const ACTIONS = [
  'create_task',
  'notify',
  'create_record',
  'update_record',
  'delete_record',
  'start_flow',
  'call_rule',
  'send_email',
  'send_sms',
  'send_robot',
  'send_webhook',
  'wait',
  'continue_if',
  'for_each',
  'refuse',
] as const;

export type ActionName = (typeof ACTIONS)[number];

/** The actions that can stand inside a list: what writes data for all rows or none, or what sends; not both. */
export const INNER_ACTIONS: readonly ActionName[] = [
  'create_task',
  'notify',
  'create_record',
  'update_record',
  'delete_record',
  'start_flow',
  'call_rule',
  'send_email',
  'send_sms',
  'send_robot',
  'send_webhook',
];

export interface LineSettings {
  each: string;
  values: Settings;
}

/** One step; what only some actions have is there for those. */
export interface RuleStep {
  key: string;
  action: ActionName;
  after?: string[];
  when?: string;
  form?: string;
  record?: string;
  /** Key of the rule that is run. */
  rule?: string;
  values?: Settings;
  lines?: Record<string, LineSettings>;
  title?: string;
  body?: string;
  subject?: string;
  to?: string;
  message?: string;
  field?: string;
  who?: Who;
  each?: string;
  do?: RuleStep[];
  /** Records on paper that go along with a mail. */
  attach?: { print: string; record?: string }[];
  /** Number of a template at the provider of text messages. */
  template?: string;
  if?: string;
  for?: { amount: number; unit: 'minutes' | 'hours' | 'days' };
  until?: string;
  at?: string;
}

export function toRule(json: unknown): RuleDocument {
  const read = json as RuleDocument;
  return { ...read, trigger: read.trigger ?? { on: ['create'] }, steps: read.steps ?? [] };
}

/** The keys of the rules that a rule runs, those inside lists as well. */
export function callsOf(steps: readonly RuleStep[]): string[] {
  const keys = steps.flatMap((step) => [
    ...(step.action === 'call_rule' && step.rule ? [step.rule] : []),
    ...callsOf(step.do ?? []),
  ]);
  return [...new Set(keys)];
}

export function stepAt(document: RuleDocument, key: string): RuleStep | undefined {
  return document.steps.find((step) => step.key === key);
}

/** The object without what is undefined in it. */
export function compact<T extends object>(object: T): T {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)) as T;
}

export function patchStep(document: RuleDocument, key: string, patch: Partial<RuleStep>): RuleDocument {
  return {
    ...document,
    steps: document.steps.map((step) => (step.key === key ? compact({ ...step, ...patch }) : step)),
  };
}
