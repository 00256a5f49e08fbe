import type { Field } from '../blueprint';
import { Exact } from '../numbers';
import { isEmpty, isReference, sameValue, type Value } from '../values';
import type { FormState } from './form-state';
import { written } from './payload';
import type { Row } from './row';

/** The fields that another form's best record proposes values for. */
function proposedFields(fields: readonly Field[]): Field[] {
  return fields.filter((field) => field.match !== undefined);
}

const WORDS = ['is', 'upTo', 'since', 'until'] as const;

/** The names of the row's own fields, and of the head's, that a proposal depends on. */
function inputs(fields: readonly Field[]): { own: string[]; head: string[] } {
  const own = new Set<string>();
  const head = new Set<string>();
  for (const { key, match } of proposedFields(fields)) {
    // A price that a person types instead tells another source.
    own.add(key);
    for (const part of match?.by ?? []) {
      const path = WORDS.map((word) => part[word]).find((text) => text !== undefined) ?? '';
      const [first = '', second = ''] = path.split('.');
      if (first === 'parent') head.add(second);
      else own.add(first);
    }
  }
  return { own: [...own], head: [...head] };
}

/** What is asked, and the rows that the answer is about. */
export interface Question {
  values: Record<string, unknown>;
  rows: Map<string, readonly Row[]>;
}

function put(into: Record<string, unknown>, row: Row, keys: readonly string[]): void {
  for (const key of keys) {
    const value = row.values.get(key) ?? null;
    if (!isEmpty(value) && !row.raw.has(key)) into[key] = written(value);
  }
}

/** Everything that proposals depend on, as it stands now. */
export function question(state: FormState): Question {
  const values: Record<string, unknown> = {};
  const rows = new Map<string, readonly Row[]>();
  put(values, state.head, inputs(state.form.fields).own);
  for (const field of state.form.fields) {
    if (field.type !== 'lines' || proposedFields(field.fields).length === 0) continue;
    const { own, head } = inputs(field.fields);
    put(values, state.head, head);
    const asked = state.rows(field.key);
    rows.set(field.key, asked);
    values[field.key] = asked.map((row) => {
      const line: Record<string, unknown> = {};
      put(line, row, own);
      return line;
    });
  }
  return { values, rows };
}

function sameNumber(left: Value, right: Value): boolean {
  if (typeof left !== 'string' || typeof right !== 'string') return sameValue(left, right);
  try {
    return new Exact(left).eq(right);
  } catch {
    return left === right;
  }
}

/** What stands in the field when nothing is proposed: what a picked record brought. */
function copied(state: FormState, row: Row, fields: readonly Field[], field: Field): Value {
  const [from = '', name = ''] = field.copy?.split('.') ?? [];
  const source = fields.find(({ key }) => key === from);
  const value = row.values.get(from);
  if (source?.type !== 'reference' || !isReference(value)) return null;
  return state.references.get(source.form, value.id)?.[name] ?? null;
}

/** Writes a proposal into a row, unless a person has typed there, and says where the value is from. */
export function propose(
  state: FormState,
  row: Row,
  fields: readonly Field[],
  field: Field,
  found: { value: Value; source: string | null },
): void {
  const current = row.values.get(field.key) ?? null;
  const untouched = row.copied.has(field.key) && sameValue(row.copied.get(field.key), current);
  const wanted = isEmpty(found.value) ? copied(state, row, fields, field) : found.value;
  const free = isEmpty(current) || untouched;
  if (free && !isEmpty(wanted) && !sameNumber(current, wanted)) state.writeCopy(row, field.key, wanted);
  const source = field.match?.source;
  if (source === undefined || (row.id !== undefined && !free)) return;
  const stands = !isEmpty(found.value) && sameNumber(row.values.get(field.key) ?? null, found.value);
  const name = stands ? found.source : null;
  if (!sameValue(row.values.get(source) ?? null, name)) state.writeCopy(row, source, name);
}
