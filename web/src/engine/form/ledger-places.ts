import { asksLedger, type BalanceField, type Field, type LinesField, type PromiseField } from '../blueprint';
import { isReference, type Value } from '../values';
import type { FormState } from './form-state';
import type { Row } from './row';

/** Where on the form a field asks a ledger. */
export interface Asking<F extends BalanceField | PromiseField> {
  field: F;
  /** Its name for the server: the key, or `lines.key`. */
  name: string;
  row: Row;
  /** The value of each dimension; undefined while one is empty. */
  place: Record<string, string> | undefined;
}

function text(value: Value | undefined): string | undefined {
  if (isReference(value)) return value.id;
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** The value a path leads to from a row: of a field beside it, or of the head. */
export function valueAt(state: FormState, row: Row, path: string | undefined): string | undefined {
  if (path === undefined) return undefined;
  const [first = '', second] = path.split('.');
  return text(second === undefined ? row.values.get(first) : state.head.values.get(second));
}

function placeOf(state: FormState, row: Row, at: Record<string, string>): Record<string, string> | undefined {
  const place: Record<string, string> = {};
  for (const [dimension, path] of Object.entries(at)) {
    const value = valueAt(state, row, path);
    if (value === undefined) return undefined;
    place[dimension] = value;
  }
  return place;
}

/** Every place at which fields of one kind ask, in the order of the form. */
export function askingOf<T extends 'balance' | 'promise'>(
  state: FormState,
  type: T,
): Asking<Extract<Field, { type: T }>>[] {
  const found: Asking<Extract<Field, { type: T }>>[] = [];
  const add = (fields: readonly Field[], row: Row, lines?: LinesField) => {
    for (const field of fields) {
      if (!asksLedger(field) || field.type !== type) continue;
      const name = lines ? `${lines.key}.${field.key}` : field.key;
      const place = placeOf(state, row, field.at);
      found.push({ field: field as Extract<Field, { type: T }>, name, row, place });
    }
  };
  add(state.form.fields, state.head);
  for (const lines of state.form.fields) {
    if (lines.type === 'lines' && lines.fields.some((field) => field.type === type)) {
      for (const row of state.rows(lines.key)) add(lines.fields, row, lines);
    }
  }
  return found;
}
