import { describe, expect, it } from 'vitest';
import type { Form } from '../blueprint';
import type { RuleDocument } from './document';
import { touchesOf } from './touches';

const forms = [
  {
    key: 'orders',
    label: 'orders',
    fields: [
      { key: 'status', type: 'select' },
      { key: 'amount', type: 'money' },
    ],
  },
  {
    key: 'payments',
    label: 'payments',
    fields: [
      { key: 'order', type: 'reference', form: 'orders' },
      { key: 'status', type: 'select' },
    ],
  },
] as unknown as Form[];

const rule: RuleDocument = {
  kind: 'rule',
  key: 'paid',
  label: 'paid',
  form: 'payments',
  trigger: { on: ['change'], fields: { status: { to: 'succeeded' } } },
  steps: [
    { key: 'mark', action: 'update_record', record: 'order', values: { status: '"paid"' } },
    { key: 'tell', action: 'notify', title: '{order.amount} 已付' },
  ],
};

const touches = (form: string, field: string) => [...touchesOf(rule, forms, form, field)].sort();

describe('touchesOf', () => {
  it('tells what a rule waits for from what it writes, by form', () => {
    expect(touches('payments', 'status')).toEqual(['reads']);
    expect(touches('orders', 'status')).toEqual(['writes']);
    expect(touches('orders', 'amount')).toEqual(['reads']);
    expect(touches('payments', 'order')).toEqual(['reads']);
  });

  it('does not take a word in quotes or a part of a name for a field', () => {
    const other = {
      ...rule,
      when: 'amount_due > 0 AND order_no = "amount"',
      steps: [],
      trigger: { on: ['create' as const] },
    };
    expect([...touchesOf(other, forms, 'payments', 'amount')]).toEqual([]);
  });
});
