import { type Field, isNumeric, isSystemMade } from '../blueprint';
import { coerceText } from '../form/coerce';
import { formatProblem, type Problem, valueProblem } from '../form/problems';
import { Exact } from '../numbers';
import { isEmpty, type ReferenceValue, sameValue, type Value, type Values } from '../values';

/** A record as a grid edits it. */
export interface GridRecord {
  id: string;
  values: Values;
  may: { edit: boolean };
  deletedAt: string | null;
}

/** One cell from one value to another. */
export interface CellEdit {
  id: string;
  field: string;
  before: Value;
  after: Value;
}

export type RefusalReason =
  | 'read_only'
  | 'no_right'
  | 'no_column'
  | 'no_row'
  | 'not_found'
  | 'ambiguous'
  /** The server would not take it; the text says why. */
  | 'server'
  | Problem;

/** A cell that cannot take what it was to hold; never dropped in silence. */
export interface Refusal {
  row: number;
  field: Field | undefined;
  text: string;
  reason: RefusalReason;
}

/** The name of a record or a person, still to be looked up. */
export interface Named {
  row: number;
  field: Field;
  text: string;
}

/** What a paste or a fill would do, before it does it. */
export interface Plan {
  edits: CellEdit[];
  /** Values of new records, by the row they would stand in. */
  added: Map<number, Values>;
  refusals: Refusal[];
  named: Named[];
  /** Cells that hold the value already. */
  same: number;
}

/** What the list around a plan is. */
export interface PlanPlace {
  records: readonly GridRecord[];
  columns: readonly Field[];
  today: string;
  /** Rows past the end become records: everything is loaded, and the person may create. */
  mayAdd: boolean;
}

export function emptyPlan(): Plan {
  return { edits: [], added: new Map(), refusals: [], named: [], same: 0 };
}

/** Whether the cells of a field can be typed into at all. */
export function isWritable(field: Field): boolean {
  if (isSystemMade(field) || field.access === 'read' || field.readOnly === true) return false;
  return field.type !== 'lines' && !SYSTEM.has(field.key);
}

const SYSTEM = new Set(['created_at', 'created_by', 'updated_at', 'updated_by']);

export function writableIn(record: GridRecord, field: Field): RefusalReason | undefined {
  if (!isWritable(field)) return 'read_only';
  if (!record.may.edit || record.deletedAt !== null) return 'no_right';
  return undefined;
}

/** What is wrong with a value as far as its field alone can tell. */
export function judge(field: Field, value: Value): Problem | undefined {
  if (isEmpty(value) && field.required === true) return { code: 'required' };
  return valueProblem(field, value);
}

/** Lays a table of text over the cells from one on. */
export function planTable(
  place: PlanPlace,
  from: { row: number; column: number },
  table: readonly (readonly string[])[],
): Plan {
  const plan = emptyPlan();
  table.forEach((texts, down) => {
    texts.forEach((text, across) => {
      planText(place, plan, from.row + down, place.columns[from.column + across], text);
    });
  });
  return plan;
}

function planText(place: PlanPlace, plan: Plan, row: number, field: Field | undefined, text: string): void {
  const refuse = (reason: RefusalReason) => plan.refusals.push({ row, field, text, reason });
  const blank = text.trim() === '';
  if (!field) {
    if (!blank) refuse('no_column');
    return;
  }
  const record = place.records[row];
  if (!record && !place.mayAdd) {
    if (!blank) refuse('no_row');
    return;
  }
  const closed = record ? writableIn(record, field) : isWritable(field) ? undefined : 'read_only';
  const value = closed === 'read_only' ? undefined : coerceText(field, text, place.today);
  if (closed !== undefined) {
    // A whole row copied and pasted back carries its read-only cells along; they are refused only where they differ.
    if (!blank) refuse(closed);
    return;
  }
  if (value === undefined && (field.type === 'reference' || field.type === 'person')) {
    plan.named.push({ row, field, text: text.trim() });
    return;
  }
  if (value === undefined) {
    refuse(field.type === 'attachment' ? 'read_only' : formatProblem(field, text));
    return;
  }
  planValue(place, plan, row, field, value, text);
}

/** Equal as stored: 1 is 1.00. */
export function sameCell(field: Field, left: Value, right: Value): boolean {
  if (sameValue(left, right)) return true;
  if (!isNumeric(field) || isEmpty(left) || isEmpty(right)) return false;
  return new Exact(String(left)).eq(new Exact(String(right)));
}

/** Puts one value into a plan, or the reason why not. */
export function planValue(place: PlanPlace, plan: Plan, row: number, field: Field, value: Value, text: string): void {
  const record = place.records[row];
  const problem = record ? (writableIn(record, field) ?? judge(field, value)) : valueProblem(field, value);
  if (problem !== undefined) {
    plan.refusals.push({ row, field, text, reason: problem });
    return;
  }
  if (!record) {
    if (!isEmpty(value)) plan.added.set(row, { ...plan.added.get(row), [field.key]: value });
    return;
  }
  const before = record.values[field.key] ?? null;
  if (sameCell(field, before, value)) plan.same += 1;
  else plan.edits.push({ id: record.id, field: field.key, before, after: value });
}

/** One name, asked for once however often it was pasted. */
export function nameKey(field: Field, text: string): string {
  return `${field.key}\n${text}`;
}

/** The plan with its names looked up; `found` has a record, `ambiguous` or nothing for each. */
export function settleNames(
  place: PlanPlace,
  plan: Plan,
  found: ReadonlyMap<string, ReferenceValue | 'ambiguous'>,
): Plan {
  const settled: Plan = { ...plan, edits: [...plan.edits], refusals: [...plan.refusals], named: [] };
  settled.added = new Map(plan.added);
  for (const { row, field, text } of plan.named) {
    const value = found.get(nameKey(field, text));
    if (value === undefined || value === 'ambiguous') {
      settled.refusals.push({ row, field, text, reason: value ?? 'not_found' });
    } else planValue(place, settled, row, field, value, text);
  }
  return settled;
}
