import { expect, it } from 'vitest';
import type { Form } from '../blueprint';
import { formulas } from '../formulas';
import { formatNumber, roundTo } from '../numbers';
import { FormState } from './form-state';
import { findProblems } from './judgement';

const label = { zh: '' };
const form: Form = {
  key: 'f',
  label,
  may: { view: true, create: true, edit: true, delete: true, import: true, export: true },
  fields: [
    { key: 'price', type: 'money', scale: 2, label },
    { key: 'stars', type: 'rating', label },
    { key: 'secret', type: 'number', scale: 0, label, visible: 'price > 100' },
  ],
};

function open(): FormState {
  return new FormState(form, { forms: [form], language: formulas, timeZone: 'UTC', askReference: () => undefined });
}

it('says at once that a number has more decimals than its field keeps', () => {
  const state = open();
  for (const [text, wrong] of [
    ['1.23', 0],
    ['1.230', 0],
    ['1.235', 1],
    ['1,234.5', 0],
    ['-0.001', 1],
  ] as const) {
    state.type('', 'price', text);
    expect([text, findProblems(state).length]).toEqual([text, wrong]);
  }
});

it('asks a value to fit that went out of sight after it was typed', () => {
  const state = open();
  state.type('', 'price', '101');
  state.type('', 'secret', '1.5');
  expect(findProblems(state)).toHaveLength(1);
  state.type('', 'price', '99');
  expect(state.cell('', 'secret').visible).toBe(false);
  expect(findProblems(state)).toMatchObject([{ field: 'secret', problem: { code: 'number_scale' } }]);
});

it('takes the sign from what rounds to nothing', () => {
  expect(roundTo('-0.004', 2)).toBe('0.00');
  expect(roundTo('-0.005', 2)).toBe('-0.01');
  expect(formatNumber('-0.04', 1)).toBe('0.0');
});
