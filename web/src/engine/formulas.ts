import {
  type Field,
  type Form,
  isFiles,
  isNumeric,
  isReadable,
  type Label,
  type LinesField,
  scaleOf,
} from './blueprint';
import { environment } from './formula/evaluate/frame';
import { Formula } from './formula/formula';
import { fromJson, type Json, toJson } from './formula/json';
import { Moment } from './formula/value/moments';
import type { Scalar, Schema, ValueType } from './formula/value/types';
import {
  isNumber,
  type FormulaRecord as LanguageRecord,
  type FormulaValue as LanguageValue,
} from './formula/value/values';
import { roundTo } from './numbers';
import { isAddress, isLocation, isReference, type Value } from './values';

/** What forms need of the formula language, which lives in `formula/`. */

/** A value inside a formula: made and read by the language. Empty is null. */
export type FormulaValue = unknown;

export type FormulaRecord = object;

export interface CompiledFormula {
  /** Every path it reads: ["lines", "amount"], ["parent", "customer", "level"]. */
  readonly reads: readonly (readonly string[])[];
  evaluate(record: FormulaRecord, clock: Clock): FormulaValue;
}

export interface Clock {
  now: Date;
  timeZone: string;
}

/** A name that leads to a record besides the fields around it: `before` or `current` of a rule, `item` of a list. */
export interface NamedRecord {
  name: string;
  label: Label;
  form: Form;
  /** The line items whose row it is. */
  lines?: LinesField;
  /** It leads to many records. */
  list?: boolean;
}

/** The names a formula may use: fields of a form, or of its lines with the head as `parent`. */
export interface FormulaPlace {
  forms: readonly Form[];
  form: Form;
  lines?: LinesField;
  names?: readonly NamedRecord[];
}

export interface FormulaLanguage {
  /** Undefined when the formula cannot be decided here; the server then has the word. */
  compile(text: string, place: FormulaPlace): CompiledFormula | undefined;
  /** A record whose fields are looked up when a formula reads them. */
  record(names: readonly string[], get: (name: string) => FormulaValue): FormulaRecord;
  /** A value without parts as formulas see it. Records and lists of records are the caller's. */
  toFormula(value: Value | undefined, field: Field): FormulaValue;
  /** A result as it travels, rounded to the field's scale. */
  toWire(value: FormulaValue, field: Field): Value;
}

const SCALARS: Record<Exclude<Field['type'], 'lines' | 'reference' | 'lookup' | 'rollup' | 'promise'>, ValueType> = {
  balance: 'number',
  text: 'text',
  long_text: 'text',
  phone: 'text',
  email: 'text',
  url: 'text',
  auto_number: 'text',
  number: 'number',
  money: 'number',
  percent: 'number',
  date: 'date',
  datetime: 'datetime',
  switch: 'boolean',
  select: 'text',
  person: 'text',
  multi_select: { list: 'text' },
  attachment: { list: 'text' },
  image: { list: 'text' },
  signature: { list: 'text' },
  rich_text: 'text',
  id_number: 'text',
  credit_code: 'text',
  bank_card: 'text',
  barcode: 'text',
  time: 'text',
  region: 'text',
  address: 'text',
  location: 'text',
  department: 'text',
  cascader: 'text',
  rating: 'number',
};

/** What every record has without its form naming it. */
const SYSTEM: Readonly<Record<string, Scalar>> = {
  id: 'text',
  created_at: 'datetime',
  created_by: 'text',
  updated_at: 'datetime',
  updated_by: 'text',
  flow_state: 'text',
};

/** What has parts as the text that formulas see: an id, a whole address, degrees. */
function plainText(value: Value): Value {
  if (isReference(value)) return value.id;
  if (isAddress(value)) return value.text ?? value.detail;
  return isLocation(value) ? `${value.longitude},${value.latitude}` : value;
}

/** An object whose properties are made when they are looked at: forms refer to each other in circles. */
function lazily<T>(names: Iterable<string>, make: (name: string) => T): Record<string, T> {
  const object: Record<string, T> = {};
  for (const name of names) {
    Object.defineProperty(object, name, { enumerable: true, configurable: true, get: () => make(name) });
  }
  return object;
}

function typeOf(field: Field, form: Form, forms: readonly Form[]): ValueType {
  if (field.type === 'reference') {
    const target = forms.find((candidate) => candidate.key === field.form);
    return { record: field.form, fields: target ? schemaOf(target, forms) : { id: 'text' } };
  }
  if (field.type === 'lines')
    return { list: { record: `${form.key}.${field.key}`, fields: lineSchema(field, form, forms) } };
  return isReadable(field) ? SCALARS[field.type as keyof typeof SCALARS] : 'text';
}

function schemaOf(form: Form, forms: readonly Form[]): Schema {
  const fields = new Map(form.fields.filter(isReadable).map((field) => [field.key, field]));
  return lazily([...Object.keys(SYSTEM), ...fields.keys()], (name) => {
    const field = fields.get(name);
    return field ? typeOf(field, form, forms) : (SYSTEM[name] ?? 'text');
  });
}

function lineSchema(lines: LinesField, form: Form, forms: readonly Form[]): Schema {
  const fields = new Map(lines.fields.filter(isReadable).map((field) => [field.key, field]));
  return lazily(['id', 'parent', ...fields.keys()], (name) => {
    const field = fields.get(name);
    if (field) return typeOf(field, form, forms);
    return name === 'parent' ? { record: form.key, fields: schemaOf(form, forms) } : 'text';
  });
}

/** The names a formula may use at a place, and their types; for editors. */
export function schemaAt({ forms, form, lines, names = [] }: FormulaPlace): Schema {
  const fields = lines ? lineSchema(lines, form, forms) : schemaOf(form, forms);
  if (names.length === 0) return fields;
  const named = new Map(names.map((each) => [each.name, each]));
  return lazily(new Set([...Object.keys(fields), ...named.keys()]), (name): ValueType => {
    const record = named.get(name);
    if (!record) return fields[name] ?? 'text';
    if (!record.lines) {
      const one = { record: record.form.key, fields: schemaOf(record.form, forms) };
      return record.list ? { list: one } : one;
    }
    const row = `${record.form.key}.${record.lines.key}`;
    return { record: row, fields: lineSchema(record.lines, record.form, forms) };
  });
}

/** What a formula must give that fills a field. */
export function valueTypeOf(field: Field, { form, forms }: FormulaPlace): ValueType {
  return typeOf(field, form, forms);
}

/** The language as the server speaks it: exact, typed, and refusing what it does not know. */
export const formulas: FormulaLanguage = {
  compile(text, place) {
    const schema = schemaAt(place);
    if (Formula.check(text, schema).length > 0) return undefined;
    const formula = Formula.compile(text, schema);
    return {
      reads: formula.dependencies.map((path) => path.split('.')),
      evaluate: (record, { now, timeZone }) =>
        formula.evaluate(record as LanguageRecord, environment(new Moment(now.getTime()), timeZone)),
    };
  },

  record: (names, get) => ({ fields: lazily(names, get) }),

  toFormula(value, field) {
    if (field.type === 'reference' || field.type === 'lines' || !isReadable(field) || value === undefined) return null;
    if (isFiles(field) && Array.isArray(value)) {
      return value.map((file) => (typeof file === 'string' ? file : (file.id ?? null)));
    }
    return fromJson(SCALARS[field.type as keyof typeof SCALARS], plainText(value) as Json);
  },

  toWire(value, field) {
    if (value === null || value === undefined) return null;
    const result = value as LanguageValue;
    if (isNumber(result)) return isNumeric(field) ? roundTo(result.toFixed(), scaleOf(field)) : result.toFixed();
    if (field.type === 'reference' || field.type === 'person' || field.type === 'department') return null;
    return toJson(result) as Value;
  },
};
