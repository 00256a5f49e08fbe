import { PlainDate } from './value/dates';
import { Moment } from './value/moments';
import { Exact, plainNumber } from './value/numbers';
import { isList, isRecordType, type Schema, type ValueType } from './value/types';
import { type FormulaRecord, type FormulaValue, isNumber, isRecord } from './value/values';

/** Values as the API writes them: numbers as decimal texts, dates as ISO texts, `null` for empty. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };

/** Reads a value of a type; what does not fit is empty. */
export function fromJson(type: ValueType, json: Json | undefined): FormulaValue {
  if (json === null || json === undefined || json === '') {
    return null;
  }
  if (isList(type)) {
    return Array.isArray(json) ? json.map((element: Json) => fromJson(type.list, element)) : null;
  }
  if (isRecordType(type)) {
    return typeof json === 'string' ? json : recordFromJson(type.fields, json);
  }
  switch (type) {
    case 'number':
      return /^-?[0-9]+(\.[0-9]+)?$/.test(String(json)) ? new Exact(String(json)) : null;
    case 'boolean':
      return typeof json === 'boolean' ? json : null;
    case 'date':
      return PlainDate.parse(String(json));
    case 'datetime':
      return Moment.parse(String(json));
    default:
      return typeof json === 'string' ? json : null;
  }
}

/** Reads the fields of a record; only those in the JSON are looked at. */
export function recordFromJson(schema: Schema, json: Json): FormulaRecord | null {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) {
    return null;
  }
  const fields = Object.entries(json as Record<string, Json>).flatMap(([name, value]) => {
    const type = schema[name];
    return type === undefined ? [] : [[name, fromJson(type, value)] as const];
  });
  return { fields: Object.fromEntries(fields) };
}

/** Writes a value; a record becomes its id. */
export function toJson(value: FormulaValue): Json {
  if (Array.isArray(value)) {
    return value.map(toJson);
  }
  if (isNumber(value)) {
    return plainNumber(value);
  }
  if (isRecord(value)) {
    return toJson(value.fields.id ?? null);
  }
  return value instanceof PlainDate || value instanceof Moment ? value.toString() : value;
}
