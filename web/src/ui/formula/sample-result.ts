import { type Field, isFiles, isReadable, type Language } from '@/engine/blueprint';
import { toWallClock } from '@/engine/dates';
import type { FormState } from '@/engine/form/form-state';
import { FormRecords } from '@/engine/form/records';
import { UnknownReference } from '@/engine/form/references';
import type { Row } from '@/engine/form/row';
import { Formula } from '@/engine/formula/formula';
import { toJson } from '@/engine/formula/json';
import type { ValueType } from '@/engine/formula/value/types';
import type { FormulaValue } from '@/engine/formula/value/values';
import { typeText } from '@/engine/formula-text/signatures';
import { readPaths } from '@/engine/formula-text/typing';
import { type FormulaPlace, formulas, schemaAt } from '@/engine/formulas';
import { isEmpty } from '@/engine/values';
import { valueText } from '../values/value-text';

/** What a formula reads of the form itself, as far as somebody can fill it in. */
export interface FieldsRead {
  head: Field[];
  rows: { lines: string; fields: Field[] }[];
}

export function fieldsRead(text: string, place: FormulaPlace): FieldsRead {
  const head = new Map<string, Field>();
  const rows = new Map<string, Map<string, Field>>();
  const fill = (lines: string, field: Field) => {
    const known = rows.get(lines) ?? new Map<string, Field>();
    known.set(field.key, field);
    rows.set(lines, known);
  };
  for (const members of readPaths(text, place)) {
    const parent = place.lines !== undefined && members[0]?.key === 'parent' && members[0].field === undefined;
    const [field, column] = (parent ? members.slice(1) : members).map((member) => member.field);
    if (!field || isFiles(field) || !isReadable(field)) continue;
    if (place.lines && !parent) fill(place.lines.key, field);
    else if (field.type !== 'lines') head.set(field.key, field);
    else if (column && !isFiles(column) && isReadable(column)) fill(field.key, column);
  }
  return {
    head: [...head.values()],
    rows: [...rows].map(([lines, fields]) => ({ lines, fields: [...fields.values()] })),
  };
}

/** The records a formula looks into while it is tried on a form that is not saved. */
export function sampleRecords(state: FormState, { form, forms }: FormulaPlace): FormRecords {
  return new FormRecords(form, forms, formulas, state.references, state.head, (lines) =>
    state.rows(lines).filter((row) => !state.isBlank(row)),
  );
}

interface Wanted {
  field: Field | undefined;
  expected: ValueType | undefined;
  language: Language;
  timeZone: string;
}

/** The result as JSON text, so that the same result is the same value; undefined while the formula is not right. */
export function resultText(
  text: string,
  place: FormulaPlace,
  records: FormRecords,
  row: Row,
  { field, expected, language, timeZone }: Wanted,
): string | undefined {
  const schema = schemaAt(place);
  if (Formula.check(text, schema, expected).length > 0) return undefined;
  const type = typeText(Formula.compile(text, schema, expected).type, language);
  try {
    const result = formulas.compile(text, place)?.evaluate(records.of(row), { now: new Date(), timeZone });
    return JSON.stringify({ type, ...inWords(result as FormulaValue, field, language, timeZone) });
  } catch (problem) {
    if (problem instanceof UnknownReference) return JSON.stringify({ kind: 'waiting', value: '', type });
    return undefined;
  }
}

function inWords(result: FormulaValue, field: Field | undefined, language: Language, timeZone: string) {
  if (result === null || result === undefined) return { kind: 'empty', value: '' };
  if (typeof result === 'boolean') return { kind: 'boolean', value: String(result) };
  const wire = field ? formulas.toWire(result, field) : null;
  if (field && !isEmpty(wire)) return { kind: 'value', value: valueText(field, wire, language, timeZone) };
  const json = toJson(result);
  if (Array.isArray(json)) {
    const list = json
      .slice(0, 20)
      .map(String)
      .join(language === 'zh' ? '、' : ', ');
    return { kind: json.length === 0 ? 'empty' : 'value', value: list };
  }
  const plain = String(json);
  const moment = /^\d{4}-\d\d-\d\dT/.test(plain);
  return { kind: 'value', value: moment ? toWallClock(plain, timeZone).slice(0, -3) : plain };
}
