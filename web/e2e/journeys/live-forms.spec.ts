import { expect, test } from '@playwright/test';
import type { Form } from '../../src/engine/blueprint';
import { FormState } from '../../src/engine/form/form-state';
import { findProblems } from '../../src/engine/form/judgement';
import { creationPayload } from '../../src/engine/form/payload';
import { formulas } from '../../src/engine/formulas';
import { Api, type Stored } from '../support/api';
import { as } from '../support/people';
import { Random, RandomForm } from '../support/random-form';

interface Violation {
  code: string;
  field?: string;
  row?: number;
  column?: string;
}

const SEED = 20260303;
const FORMS = 6;
const RECORDS = 12;

/** What the server computes and what somebody sees while typing must never be two things. */
test('forms drawn at random compute while one types what the server computes when it saves', async ({ browser }) => {
  test.setTimeout(120_000);
  const { page, context } = await as(browser, 'admin');
  await page.goto('/');
  const api = await Api.of(context);
  const random = new Random(SEED);
  let saved = 0;
  let refused = 0;
  for (let at = 0; at < FORMS; at += 1) {
    const drawn = new RandomForm(random, `live_${at}_${Date.now() % 1_000_000}`);
    await api.send('PUT', `/artifacts/form/${drawn.key}/draft`, { basedOn: 0, document: drawn.document });
    await api.send('POST', `/artifacts/form/${drawn.key}/publish`, {});
    const form = drawn.document as unknown as Form;
    for (let number = 0; number < RECORDS; number += 1) {
      const about = `seed ${SEED}, form ${at}, record ${number}: ${JSON.stringify(drawn.document)}`;
      const now = new Date();
      const state = new FormState(form, {
        forms: [form],
        language: formulas,
        timeZone: 'Asia/Shanghai',
        askReference: () => undefined,
        now: () => now,
      });
      drawn.type(state);
      const wrong = findProblems(state).map(({ row, field }) =>
        row.scope === '' ? field : `rows.${state.rows('rows').indexOf(row)}.${field}`,
      );
      const answer = await api.attempt(`/forms/${form.key}/records`, { values: creationPayload(state) });
      const { violations = [] } = JSON.parse(answer.text) as { violations?: Violation[] };
      const refusals = violations.map((each) =>
        each.row === undefined ? (each.field ?? '') : `${each.field}.${each.row}.${each.column}`,
      );
      // What follows from a value that was not taken is another matter there than here, where it still stands.
      if (violations.some((each) => each.code.startsWith('form.'))) {
        expect(wrong, `${about}\n${answer.text}`).not.toEqual([]);
      } else {
        expect([...new Set(wrong)].sort(), `${about}\n${answer.text}`).toEqual([...new Set(refusals)].sort());
      }
      if (answer.ok) {
        saved += 1;
        const { values } = JSON.parse(answer.text) as Stored;
        expect(drawn.shown(values), about).toEqual(drawn.seen(state));
      } else refused += 1;
    }
  }
  // Both kinds must have been drawn, or nothing was tried.
  expect(saved).toBeGreaterThan(FORMS);
  expect(refused).toBeGreaterThan(FORMS);
  await context.close();
});
