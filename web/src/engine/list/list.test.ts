import { describe, expect, it } from 'vitest';
import type { Form } from '../blueprint';
import { type FilterCondition, filterFormula, readFilter } from './filter';
import { listColumns, nextSort, parseSort, readListState, sortText, writeListState } from './query';

const label = { zh: '', en: '' };
const form: Form = {
  key: 'things',
  label,
  may: { view: true, create: true, edit: true, delete: true, import: true, export: true },
  list: { columns: ['name', 'amount', 'created_at', 'gone'], sort: '-name' },
  fields: [
    { key: 'name', type: 'text', label },
    { key: 'amount', type: 'money', label },
    { key: 'day', type: 'date', label },
    { key: 'at', type: 'datetime', label },
    { key: 'status', type: 'select', label, options: [] },
    { key: 'tags', type: 'multi_select', label, options: [] },
    { key: 'customer', type: 'reference', form: 'customers', label },
    { key: 'paid', type: 'switch', label },
  ],
};

const conditions: FilterCondition[] = [
  { field: 'name', operator: 'contains', values: ['说 "好", and (or) 坏'] },
  { field: 'name', operator: 'not_contains', values: ['x'] },
  { field: 'name', operator: 'starts', values: ['A'] },
  { field: 'amount', operator: 'between', values: ['4999.99', '5000'] },
  { field: 'amount', operator: 'is_not', values: ['-3'] },
  { field: 'day', operator: 'between', values: ['2026-01-01', '2026-12-31'] },
  { field: 'day', operator: 'last_days', values: ['7'] },
  { field: 'day', operator: 'this_month', values: [] },
  { field: 'at', operator: 'between', values: ['2026-01-01', '2026-01-02'] },
  { field: 'at', operator: 'at_most', values: ['2026-01-02'] },
  { field: 'status', operator: 'one_of', values: ['a', 'b'] },
  { field: 'status', operator: 'none_of', values: ['c'] },
  { field: 'tags', operator: 'one_of', values: ['x', 'y'] },
  { field: 'customer', operator: 'one_of', values: ['0190-1', '0190-2'] },
  { field: 'customer', operator: 'empty', values: [] },
  { field: 'name', operator: 'filled', values: [] },
  { field: 'paid', operator: 'is', values: ['true'] },
];

describe('the filter', () => {
  it.each(conditions)('reads back what it wrote: $field $operator', (condition) => {
    expect(readFilter(form, filterFormula(form, [condition]))).toEqual([condition]);
  });

  it('reads back all conditions together', () => {
    expect(readFilter(form, filterFormula(form, conditions))).toEqual(conditions);
  });

  it('leaves incomplete conditions out', () => {
    expect(filterFormula(form, [{ field: 'amount', operator: 'between', values: ['1', ''] }])).toBe('');
  });

  it('does not pretend to understand more than it writes', () => {
    expect(readFilter(form, 'amount > SUM(lines.amount)')).toBeUndefined();
    expect(readFilter(form, 'amount > 5 or paid = TRUE')).toBeUndefined();
    expect(readFilter(form, 'unknown = 5')).toBeUndefined();
  });
});

describe('the address of a list', () => {
  it('sorts as the form says until told otherwise', () => {
    expect(readListState(form, new URLSearchParams()).sort).toEqual([{ field: 'name', descending: true }]);
    expect(readListState(form, new URLSearchParams('sort=amount,nothing')).sort).toEqual([
      { field: 'amount', descending: false },
    ]);
  });

  it('leaves out what is as the form has it anyway', () => {
    const next = writeListState(form, new URLSearchParams('sort=amount&open=1'), {
      sort: parseSort('-name'),
      search: '',
    });
    expect(next.toString()).toBe('open=1');
  });

  it('turns a column upwards, downwards, off', () => {
    const up = nextSort([], 'amount', false);
    const down = nextSort(up, 'amount', false);
    expect([sortText(up), sortText(down), sortText(nextSort(down, 'amount', false))]).toEqual([
      'amount',
      '-amount',
      '',
    ]);
    expect(sortText(nextSort(parseSort('-name'), 'amount', true))).toBe('-name,amount');
  });

  it('shows the columns there are, also those every record has', () => {
    expect(listColumns(form).map((field) => field.key)).toEqual(['name', 'amount', 'created_at']);
  });
});
