import { expect, it } from 'vitest';
import type { Form } from '../blueprint';
import { toDocument } from '../designer/document';
import { known, treeFromText, treeToText, withCondition } from '../designer/options';
import { renameInFormulas, usesInForm } from '../designer/references';
import { formulas } from '../formulas';
import { FormState } from './form-state';
import { findProblems } from './judgement';

const label = { zh: '' };
const may = { view: true, create: true, edit: true, delete: true, import: true, export: true };
const customers: Form = {
  key: 'customers',
  label,
  may,
  title: 'name',
  fields: [
    { key: 'name', type: 'text', label },
    { key: 'level', type: 'text', label },
  ],
};
const contacts: Form = {
  key: 'contacts',
  label,
  may,
  title: 'name',
  fields: [
    { key: 'name', type: 'text', label },
    { key: 'customer', type: 'reference', form: 'customers', label },
    { key: 'limit', type: 'number', label },
  ],
};
const orders: Form = {
  key: 'orders',
  label,
  may,
  fields: [
    { key: 'customer', type: 'reference', form: 'customers', label },
    { key: 'contact', type: 'reference', form: 'contacts', label, among: 'item.customer = customer' },
    {
      key: 'lines',
      type: 'lines',
      label,
      fields: [
        { key: 'quantity', type: 'number', label },
        {
          key: 'helper',
          type: 'reference',
          form: 'contacts',
          label,
          among: 'item.customer = parent.customer and item.limit >= quantity',
        },
      ],
    },
    {
      key: 'goods',
      type: 'cascader',
      label,
      options: [
        {
          key: 'paper',
          label: { zh: '纸' },
          when: 'NOT(ISEMPTY(customer))',
          children: [
            { key: 'a4', label: { zh: 'A4' } },
            { key: 'a3', label: { zh: 'A3' }, when: 'customer.level = "gold"' },
          ],
        },
        { key: 'pen', label: { zh: '笔' } },
      ],
    },
  ],
};
const forms = [customers, contacts, orders];

const one = { id: '00000000-0000-7000-8000-000000000001', title: '甲' };
const two = { id: '00000000-0000-7000-8000-000000000002', title: '乙' };
const anna = { id: '00000000-0000-7000-8000-000000000003', title: '安娜' };

function open(asked: string[] = []): FormState {
  const state = new FormState(orders, {
    forms,
    language: formulas,
    timeZone: 'UTC',
    askReference: (form, id) => asked.push(`${form}/${id}`),
  });
  state.provideAll('customers', [
    { ...one, values: { name: '甲', level: 'gold' } },
    { ...two, values: { name: '乙', level: 'plain' } },
  ]);
  return state;
}

it('tells of a chosen record that what stands around it does not let one choose', () => {
  const asked: string[] = [];
  const state = open(asked);
  state.set('', 'customer', one);
  state.set('', 'contact', anna);
  expect(asked).toEqual([`contacts/${anna.id}`]);
  expect(findProblems(state), 'nothing is said before the record is known').toEqual([]);
  state.provideAll('contacts', [{ ...anna, values: { name: '安娜', customer: one, limit: '5' } }]);
  expect(findProblems(state)).toEqual([]);
  state.set('', 'customer', two);
  expect(findProblems(state)).toMatchObject([{ field: 'contact', problem: { code: 'outside' } }]);
  state.set('', 'contact', null);
  expect(findProblems(state), 'an empty reference is no choice').toEqual([]);
});

it('decides for each line by itself, with the head as parent', () => {
  const state = open();
  state.provideAll('contacts', [{ ...anna, values: { name: '安娜', customer: one, limit: '5' } }]);
  const [few, many] = [state.addRow('lines'), state.addRow('lines')];
  state.set('', 'customer', one);
  for (const row of [few, many]) state.set(row.uid, 'helper', anna);
  state.type(few.uid, 'quantity', '5');
  state.type(many.uid, 'quantity', '6');
  expect(findProblems(state).map(({ row }) => row)).toEqual([many]);
  state.set('', 'customer', two);
  expect(findProblems(state).map(({ row }) => row)).toEqual([few, many]);
});

it('sends what the formula reads and nothing else', () => {
  const state = open();
  state.set('', 'customer', one);
  state.set('', 'goods', 'pen');
  expect(state.limits('', 'contact')).toEqual({
    form: 'orders',
    field: 'contact',
    record: undefined,
    values: { customer: one },
  });
  const row = state.addRow('lines');
  state.type(row.uid, 'quantity', '3');
  expect(state.limits(row.uid, 'helper')).toMatchObject({
    field: 'lines.helper',
    values: { customer: one },
    row: { quantity: '3' },
  });
  expect(state.limits('', 'customer')).toBeUndefined();
});

it('closes what is below a closed option of a tree', () => {
  const state = open();
  state.set('', 'goods', 'a4');
  expect(state.cell('', 'goods').closed).toEqual(new Set(['paper', 'a4', 'a3']));
  expect(findProblems(state)).toMatchObject([{ problem: { code: 'option_closed', message: { zh: 'A4' } } }]);
  state.set('', 'customer', two);
  expect(state.cell('', 'goods').closed).toEqual(new Set(['a3']));
  state.set('', 'customer', one);
  expect(state.cell('', 'goods').closed).toBeUndefined();
  expect(findProblems(state)).toEqual([]);
});

it('counts as a use of the fields it reads, and is renamed with them', () => {
  expect(usesInForm(orders, forms, 'customer').map(({ place }) => place)).toEqual([
    'fields.contact.among',
    'fields.lines.helper.among',
    'fields.goods.options.paper.when',
    'fields.goods.options.a3.when',
  ]);
  const renamed = JSON.stringify(renameInFormulas(toDocument({ ...orders, kind: 'form' }), 'customer', 'buyer'));
  expect(renamed).toContain('item.customer = buyer');
  expect(renamed).toContain('item.customer = parent.buyer and');
  expect(renamed).toContain('buyer.level = \\"gold\\"');
});

it('keeps the conditions of a tree while its text is written', () => {
  const goods = orders.fields[3];
  if (goods?.type !== 'cascader') throw new Error('no tree');
  const changed = withCondition(goods.options, 'a4', 'TRUE');
  const text = `${treeToText(changed, 'zh')}\n墨`;
  const written = treeFromText(text, 'zh', known(goods.options, changed));
  expect(written.map(({ key }) => key)).toEqual(['paper', 'pen', '墨']);
  expect(written[0]).toEqual(changed[0]);
  expect(withCondition(written, 'a4', undefined)[0]).toEqual(goods.options[0]);
});
