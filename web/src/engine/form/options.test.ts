import { expect, it } from 'vitest';
import type { Form } from '../blueprint';
import { toDocument } from '../designer/document';
import { renameInFormulas, usesInForm } from '../designer/references';
import { formulas } from '../formulas';
import { FormState } from './form-state';
import { findProblems } from './judgement';

const label = { zh: '' };
const may = { view: true, create: true, edit: true, delete: true, import: true, export: true };
const form: Form = {
  key: 'orders',
  label,
  may,
  fields: [
    { key: 'amount', type: 'money', label },
    {
      key: 'way',
      type: 'select',
      label,
      options: [
        { key: 'cash', label: { zh: '现金' } },
        { key: 'month', label: { zh: '月结' }, when: 'amount >= 1000' },
      ],
    },
    {
      key: 'lines',
      type: 'lines',
      label,
      fields: [
        { key: 'quantity', type: 'number', label },
        {
          key: 'packing',
          type: 'multi_select',
          label,
          options: [
            { key: 'box', label: { zh: '箱' }, when: 'quantity > 1 and parent.amount > 10' },
            { key: 'bag', label: { zh: '袋' } },
          ],
        },
      ],
    },
  ],
};

function open(): FormState {
  return new FormState(form, { forms: [form], language: formulas, timeZone: 'UTC', askReference: () => undefined });
}

it('lets one choose an option only while its condition holds', () => {
  const state = open();
  state.set('', 'way', 'month');
  expect(state.cell('', 'way').closed).toEqual(new Set(['month']));
  expect(findProblems(state)).toMatchObject([
    { field: 'way', problem: { code: 'option_closed', message: { zh: '月结' } } },
  ]);
  state.type('', 'amount', '1000');
  expect(state.cell('', 'way').closed).toBeUndefined();
  expect(findProblems(state)).toEqual([]);
  state.type('', 'amount', '999.99');
  expect(findProblems(state)).toHaveLength(1);
});

it('decides for every line by itself, also when the head changes', () => {
  const state = open();
  const [first, second] = [state.addRow('lines'), state.addRow('lines')];
  for (const row of [first, second]) state.set(row.uid, 'packing', ['box', 'bag']);
  state.type(first.uid, 'quantity', '5');
  state.type(second.uid, 'quantity', '1');
  expect(findProblems(state).map(({ row }) => row)).toEqual([first, second]);
  state.type('', 'amount', '11');
  expect(findProblems(state).map(({ row }) => row)).toEqual([second]);
});

it('counts as a use of the fields it reads, and is renamed with them', () => {
  expect(usesInForm(form, [form], 'amount').map(({ place }) => place)).toEqual([
    'fields.way.options.month.when',
    'fields.lines.packing.options.box.when',
  ]);
  const renamed = renameInFormulas(toDocument({ ...form, kind: 'form' }), 'amount', 'total');
  expect(JSON.stringify(renamed)).toContain('parent.total > 10');
  expect(JSON.stringify(renamed)).toContain('total >= 1000');
});
