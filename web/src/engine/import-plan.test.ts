import { describe, expect, it } from 'vitest';
import { assign, fitting, type ImportPlan, missing, type PlanField } from './import-plan';

const plan: ImportPlan = {
  form: 'orders',
  sheet: 0,
  header: 1,
  rows: 'single',
  columns: [{ index: 0, header: '单号', field: 'order_no', by: [], create: false }],
  key: ['order_no'],
  duplicates: 'both',
  participants: false,
};

function field(key: string, required = false): PlanField {
  return { key, label: { zh: key }, type: 'text', required, unique: false, keyable: true, create: false, by: [] };
}

describe('a plan', () => {
  it('moves a field to the column it is put to', () => {
    const moved = assign(plan, 3, '编号', field('order_no'));
    expect(moved.columns).toEqual([{ index: 3, header: '编号', field: 'order_no', by: [], create: false }]);
    expect(moved.key).toEqual(['order_no']);
  });

  it('forgets a key whose column is gone, and then can only skip', () => {
    const without = assign(plan, 0, '单号', undefined);
    expect(without.key).toEqual([]);
    expect(without.duplicates).toBe('skip');
  });

  it('lays rows out as line items as soon as a column goes to them', () => {
    expect(assign(plan, 1, '产品', field('lines.product')).rows).toBe('flat');
    expect(fitting({ ...plan, rows: 'grouped' }).rows).toBe('single');
  });

  it('names what must be filled, of line items only where they come along', () => {
    const fields = [field('order_no', true), field('customer', true), field('lines.product', true)];
    expect(missing(plan, fields).map((each) => each.key)).toEqual(['customer']);
  });
});
