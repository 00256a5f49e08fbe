import { expect, test } from 'vitest';
import type { Field, Form } from '../blueprint';
import { formulas } from '../formulas';
import { FormState } from './form-state';
import { propose, question } from './proposing';

const FIELDS: Field[] = [
  { key: 'product', type: 'reference', form: 'products', label: 'Product' },
  { key: 'quantity', type: 'number', scale: 0, label: 'Quantity' },
  {
    key: 'price',
    type: 'money',
    scale: 2,
    label: 'Price',
    copy: 'product.price',
    match: {
      form: 'prices',
      value: 'price',
      source: 'source',
      by: [
        { field: 'product', is: 'product' },
        { field: 'customer', is: 'parent.customer', optional: true },
        { field: 'from', upTo: 'quantity' },
      ],
    },
  },
  { key: 'source', type: 'text', label: 'From', readOnly: true },
] as Field[];

const ORDERS = {
  key: 'orders',
  label: 'Orders',
  title: 'no',
  fields: [
    { key: 'no', type: 'text', label: 'No.' },
    { key: 'customer', type: 'text', label: 'Customer' },
    { key: 'lines', type: 'lines', label: 'Lines', fields: FIELDS },
  ],
  may: { view: true, create: true, edit: true, delete: true },
} as unknown as Form;

function open() {
  const state = new FormState(ORDERS, {
    forms: [ORDERS],
    language: formulas,
    timeZone: 'Asia/Shanghai',
    askReference: () => undefined,
    record: { values: { lines: [{ id: 'l1', quantity: '5', price: null }] } as never },
  });
  const row = state.rows('lines')[0];
  const price = FIELDS[2];
  if (!row || !price) throw new Error('no row');
  return { state, row, price };
}

test('asks with what the proposal depends on and nothing else', () => {
  const { state } = open();
  state.set('', 'customer', 'c1');
  expect(question(state).values).toEqual({ customer: 'c1', lines: [{ quantity: '5' }] });
});

test('fills what is empty or was proposed before, says where it is from, and leaves what was typed', () => {
  const { state, row, price } = open();
  propose(state, row, FIELDS, price, { value: '9.00', source: 'Spring' });
  expect([row.values.get('price'), row.values.get('source')]).toEqual(['9.00', 'Spring']);
  propose(state, row, FIELDS, price, { value: '8.00', source: 'From 100' });
  expect([row.values.get('price'), row.values.get('source')]).toEqual(['8.00', 'From 100']);
  state.set(row.uid, 'price', '7');
  propose(state, row, FIELDS, price, { value: '8.00', source: 'From 100' });
  expect(row.values.get('price')).toBe('7');
});
