import { type Field, isSystemMade } from '../blueprint';
import {
  isAddress,
  isEmpty,
  isLocation,
  isReference,
  type LineValue,
  sameValue,
  type Value,
  type Values,
} from '../values';
import type { FormState } from './form-state';
import type { Row } from './row';

/** A value as a writing request carries it: references and files by their ids. */
type Written = null | string | boolean | string[] | Record<string, unknown> | Record<string, unknown>[];

export type Payload = Record<string, Written>;

function mayWrite(field: Field): boolean {
  return !isSystemMade(field) && field.access !== 'read' && field.readOnly !== true;
}

/** A field that its formula has closed is left to what is stored. */
function isOpen(row: Row, field: Field): boolean {
  return mayWrite(field) && row.flags.get(`readOnly:${field.key}`) !== true;
}

export function written(value: Value): Written {
  if (isReference(value)) return value.id;
  if (Array.isArray(value)) return value.map((item) => (typeof item === 'string' ? item : String(item.id)));
  if (isAddress(value)) return { region: value.region, detail: value.detail };
  if (isLocation(value)) return { ...value };
  return value;
}

/** All that a new record is made of. */
export function creationPayload(state: FormState): Payload {
  const payload: Payload = {};
  for (const field of state.form.fields) {
    if (!isOpen(state.head, field)) continue;
    if (field.type === 'lines') {
      const rows = filledRows(state, field.key);
      if (rows.length > 0) payload[field.key] = rows.map((row) => writtenLine(field.fields, row));
      continue;
    }
    const value = state.head.values.get(field.key) ?? null;
    if (!isEmpty(value) || state.head.touched.has(field.key)) payload[field.key] = written(value);
  }
  return payload;
}

/** The fields that differ from the stored values; line items as a whole when any of them does. */
export function changePayload(state: FormState, stored: Values): Payload {
  const payload: Payload = {};
  for (const field of state.form.fields) {
    if (!isOpen(state.head, field)) continue;
    if (field.type === 'lines') {
      const rows = filledRows(state, field.key);
      if (linesDiffer(field.fields, rows, stored[field.key])) {
        payload[field.key] = rows.map((row) => writtenLine(field.fields, row));
      }
      continue;
    }
    const value = state.head.values.get(field.key) ?? null;
    if (!sameValue(value, stored[field.key])) payload[field.key] = written(value);
  }
  return payload;
}

/** Whether anything would be lost by leaving: also text that could not be read. */
export function isDirty(state: FormState, stored: Values | undefined): boolean {
  if (stored) return hasRaw(state) || Object.keys(changePayload(state, stored)).length > 0;
  if (state.head.touched.size > 0) return true;
  return state.form.fields.some((field) => field.type === 'lines' && filledRows(state, field.key).length > 0);
}

export function filledRows(state: FormState, lines: string): readonly Row[] {
  return state.rows(lines).filter((row) => !state.isBlank(row));
}

function hasRaw(state: FormState): boolean {
  if (state.head.raw.size > 0) return true;
  return state.form.fields.some(
    (field) => field.type === 'lines' && state.rows(field.key).some((row) => row.raw.size > 0),
  );
}

function linesDiffer(fields: readonly Field[], rows: readonly Row[], stored: Value | undefined): boolean {
  const lines = Array.isArray(stored) ? (stored as LineValue[]) : [];
  if (lines.length !== rows.length) return true;
  return rows.some((row, index) => {
    const line = lines[index];
    if (!line || line.id !== row.id) return true;
    return fields.some((field) => isOpen(row, field) && !sameValue(row.values.get(field.key), line[field.key]));
  });
}

function writtenLine(fields: readonly Field[], row: Row): Record<string, unknown> {
  const line: Record<string, unknown> = row.id === undefined ? {} : { id: row.id };
  for (const field of fields) {
    if (!isOpen(row, field)) continue;
    const value = row.values.get(field.key) ?? null;
    if (row.id !== undefined || !isEmpty(value) || row.touched.has(field.key)) line[field.key] = written(value);
  }
  return line;
}
