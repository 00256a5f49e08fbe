import type { Field, Form, LinesField } from './blueprint';
import type { Value } from './values';

/** What the pages need of the formula language; `formula/` holds the language itself. */

/** A value inside a formula: opaque here, made and read by the language. Empty is null. */
export type FormulaValue = unknown;

export interface FormulaRecord {
  get(name: string): FormulaValue;
}

export interface CompiledFormula {
  /** Every path it reads: ["lines", "amount"], ["parent", "customer", "level"]. */
  readonly reads: readonly (readonly string[])[];
  evaluate(record: FormulaRecord, clock: Clock): FormulaValue;
}

export interface Clock {
  now: Date;
  timeZone: string;
}

/** The names a formula may use: fields of a form, or of its lines with the head as `parent`. */
export interface FormulaPlace {
  forms: readonly Form[];
  fields: readonly Field[];
  /** The form these fields belong to. */
  form: Form;
  /** Set when the fields are those of a line. */
  lines?: LinesField;
}

export interface FormulaLanguage {
  /** Undefined when the formula cannot be decided here; the server then has the word. */
  compile(text: string, place: FormulaPlace): CompiledFormula | undefined;
  /** A scalar value as formulas see it. Records and lists of records are the caller's. */
  toFormula(value: Value | undefined, field: Field): FormulaValue;
  /** A result as it travels, rounded to the field's scale. */
  toWire(value: FormulaValue, field: Field): Value;
}

/** A language that leaves every formula to the server. */
export const NO_FORMULAS: FormulaLanguage = {
  compile: () => undefined,
  toFormula: () => null,
  toWire: () => null,
};
