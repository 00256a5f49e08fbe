import { describe, expect, it } from 'vitest';
import type { Form } from '@/engine/blueprint';
import { asAsked } from './field-uses';

const form = {
  key: 'orders',
  label: 'Orders',
  fields: [
    { key: 'amount', type: 'money', label: 'Amount' },
    { key: 'cost', type: 'money', label: 'Cost' },
    { key: 'note', type: 'text', label: 'Note' },
  ],
} as unknown as Form;

const keys = (shown: Form) => shown.fields.map(({ key, access }) => (access === 'read' ? `${key}!` : key));

describe('a form while a to-do is open', () => {
  it('leaves out what the to-do hides and fixes what it shows to be read', () => {
    expect(keys(asAsked(form, [{ cost: 'hidden', amount: 'read' }]))).toEqual(['amount!', 'note']);
  });

  it('shows what one of several to-dos shows', () => {
    expect(keys(asAsked(form, [{ cost: 'hidden' }, { cost: 'read', amount: 'edit' }]))).toEqual([
      'amount',
      'cost!',
      'note',
    ]);
  });

  it('stays as it is without to-dos, and where one of them says nothing of fields', () => {
    expect(asAsked(form, [])).toBe(form);
    expect(asAsked(form, [{ cost: 'hidden' }, {}])).toBe(form);
  });
});
