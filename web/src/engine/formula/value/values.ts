import { Decimal } from 'decimal.js';
import type { PlainDate } from './dates';
import type { Moment } from './moments';

/** What a formula reads and gives; `null` is empty, and so is the empty text. */
export type FormulaValue = string | Decimal | boolean | PlainDate | Moment | FormulaRecord | FormulaValue[] | null;

/** The fields of one record; a reference is a record with an `id`, or just its id as a text. */
export interface FormulaRecord {
  readonly fields: Readonly<Record<string, FormulaValue>>;
}

export function isRecord(value: FormulaValue): value is FormulaRecord {
  return typeof value === 'object' && value !== null && 'fields' in value;
}

export function isNumber(value: FormulaValue): value is Decimal {
  return Decimal.isDecimal(value);
}
