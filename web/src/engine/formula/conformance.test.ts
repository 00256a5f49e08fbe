import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { environment } from './evaluate/frame';
import { Formula } from './formula';
import { fromJson, type Json, recordFromJson, toJson } from './json';
import { Template } from './template';
import { Moment } from './value/moments';
import type { Schema, ValueType } from './value/types';
import { holidayCalendar } from './value/workingDays';

interface VectorFile {
  readonly schema: Schema;
  readonly environment: {
    readonly now: string;
    readonly zone: string;
    readonly holidays: string[];
    readonly workingDays: string[];
  };
  readonly values: Json;
  readonly cases: readonly Vector[];
}

interface Vector {
  readonly formula?: string;
  readonly template?: string;
  readonly text?: string;
  readonly type?: ValueType;
  readonly expected?: ValueType;
  readonly value?: Json;
  readonly errors?: readonly { readonly code: string; readonly from: number; readonly to: number }[];
}

const folder = fileURLToPath(new URL('../../../../conformance/formulas/', import.meta.url));

describe.each(readdirSync(folder).filter((name) => name.endsWith('.json')))('%s', (name) => {
  const file = JSON.parse(readFileSync(folder + name, 'utf8')) as VectorFile;
  const values = recordFromJson(file.schema, file.values) ?? { fields: {} };
  const holidays = holidayCalendar(file.environment.holidays, file.environment.workingDays);
  const now = environment(Moment.parse(file.environment.now) ?? new Moment(0), file.environment.zone, holidays);

  test.each(file.cases.filter((vector) => vector.errors))('$formula$template', (vector) => {
    const errors =
      vector.formula === undefined
        ? Template.check(vector.template ?? '', file.schema)
        : Formula.check(vector.formula, file.schema, vector.expected);
    expect(errors.map(({ code, from, to }) => ({ code, from, to }))).toEqual(vector.errors);
  });

  test.each(file.cases.filter((vector) => vector.type))('$formula', (vector) => {
    const formula = Formula.compile(vector.formula ?? '', file.schema, vector.expected);
    const type = vector.type ?? 'empty';
    expect(formula.type).toEqual(type);
    expect(toJson(formula.evaluate(values, now))).toEqual(toJson(fromJson(type, vector.value)));
  });

  test.each(file.cases.filter((vector) => vector.text !== undefined))('$template', (vector) => {
    expect(Template.compile(vector.template ?? '', file.schema).render(values, now)).toBe(vector.text);
  });
});
