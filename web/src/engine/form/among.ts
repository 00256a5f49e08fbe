import { type Field, type Form, isFiles, type ReferenceField } from '../blueprint';
import { parse } from '../formula/syntax/parser';
import type { Syntax } from '../formula/syntax/syntax';
import type { FormulaPlace } from '../formulas';
import type { Values } from '../values';
import type { Row } from './row';

/** The name of the record that is to be chosen, in the formula that limits a reference. */
export const ITEM = 'item';

/** What a server has to know to say which records may be chosen. */
export interface ChoiceLimits {
  form: string;
  /** `contact`, or `lines.product`. */
  field: string;
  /** The stored record that is being changed. */
  record?: string | undefined;
  /** Fields of the head as they are on the screen; what is missing is as it is stored. */
  values: Values;
  row?: Values | undefined;
}

/** The place of a formula that limits a reference; undefined while its form is not known. */
export function amongPlace(
  place: FormulaPlace,
  field: ReferenceField,
  label: Form['label'] = {},
): FormulaPlace | undefined {
  const target = place.forms.find((form) => form.key === field.form);
  return target && { ...place, names: [{ name: ITEM, label, form: target }] };
}

/** The fields around a reference that its limit reads; undefined where they cannot be told. */
function readBy(text: string | undefined): { own: Set<string>; head: Set<string> } | undefined {
  const tree = text === undefined ? undefined : parse(text, []);
  if (!tree) return undefined;
  const own = new Set<string>();
  const head = new Set<string>();
  const walk = (syntax: Syntax) => {
    if (syntax.kind === 'call') for (const arg of syntax.args) walk(arg);
    if (syntax.kind !== 'field') return;
    const [first, second] = syntax.names.map((name) => name.text);
    if (first === 'parent' && second !== undefined) head.add(second);
    else if (first !== undefined) own.add(first);
  };
  walk(tree);
  return { own, head };
}

/** What is sent of a row: what the formula reads, or all that is plain. */
function sent(row: Row, fields: readonly Field[], wanted: ReadonlySet<string> | undefined): Values {
  const values: Values = {};
  for (const field of fields) {
    if (field.type === 'lines' || isFiles(field) || (wanted && !wanted.has(field.key))) continue;
    const value = row.values.get(field.key);
    if (value !== undefined) values[field.key] = value;
  }
  return values;
}

/** What limits the choice for a reference on the screen; undefined where nothing does. */
export function choiceLimits(
  place: { form: Form; record: string | undefined; head: Row },
  row: Row,
  fields: readonly Field[],
  field: ReferenceField,
): ChoiceLimits | undefined {
  if (field.among === undefined && !field.limited) return undefined;
  const read = readBy(field.among);
  const { form, record, head } = place;
  if (row === head) return { form: form.key, field: field.key, record, values: sent(head, fields, read?.own) };
  return {
    form: form.key,
    field: `${row.scope}.${field.key}`,
    record,
    values: sent(head, form.fields, read?.head),
    row: { ...(row.id === undefined ? {} : { id: row.id }), ...sent(row, fields, read?.own) },
  };
}
