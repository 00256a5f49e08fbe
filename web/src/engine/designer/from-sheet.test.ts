import { describe, expect, it } from 'vitest';
import { columnProblem, formOfColumns, type PlannedColumn, planOfColumns, titleOf, withType } from './from-sheet';

function column(index: number, key: string, change: Partial<PlannedColumn> = {}): PlannedColumn {
  return {
    index,
    header: `H${index}`,
    label: key,
    key,
    type: 'text',
    scale: 0,
    choices: [],
    take: true,
    required: false,
    unique: false,
    samples: [],
    filled: 3,
    notes: [],
    ...change,
  };
}

const columns = [
  column(0, 'code', { unique: true, required: true }),
  column(1, 'price', { type: 'money', scale: 12 }),
  column(2, 'level', { type: 'select', choices: ['贵宾', '普通'] }),
  column(3, 'empty', { take: false }),
];

describe('a form from a sheet', () => {
  it('has a field for every column that is taken, with what its type can have', () => {
    const form = formOfColumns({ key: 'goods', label: { zh: '货品' }, title: 'code' }, columns);
    expect(form.fields).toEqual([
      { key: 'code', type: 'text', label: { zh: 'code' }, required: true, unique: true },
      { key: 'price', type: 'money', label: { zh: 'price' }, scale: 10 },
      {
        key: 'level',
        type: 'select',
        label: { zh: 'level' },
        options: [
          { key: '贵宾', label: { zh: '贵宾' } },
          { key: '普通', label: { zh: '普通' } },
        ],
      },
    ]);
    expect(form.layout).toEqual([{ key: 'section_1', columns: 2, fields: ['code', 'price', 'level'] }]);
    expect(form).not.toHaveProperty('group');
  });

  it('is filled from the same columns, each record once', () => {
    const plan = planOfColumns('goods', 1, 3, columns);
    expect(plan.columns.map((each) => [each.index, each.header, each.field])).toEqual([
      [0, 'H0', 'code'],
      [1, 'H1', 'price'],
      [2, 'H2', 'level'],
    ]);
    expect([plan.key, plan.duplicates, plan.sheet, plan.header]).toEqual([['code'], 'skip', 1, 3]);
    expect(planOfColumns('goods', 0, 1, [column(0, 'name')]).key).toEqual([]);
  });

  it('is not made of columns that cannot be fields', () => {
    const wrong = (change: Partial<PlannedColumn>) => columnProblem(column(9, 'note', change), columns);
    expect(wrong({})).toBeUndefined();
    expect(wrong({ label: ' ' })).toBe('unnamed');
    expect(wrong({ label: 'price' })).toBe('same_name');
    expect(wrong({ key: '1st' })).toBe('key_shape');
    expect(wrong({ key: 'price' })).toBe('same_key');
    expect(wrong({ type: 'select' })).toBe('no_choices');
    expect(wrong({ label: '', take: false })).toBeUndefined();
    expect(wrong({ key: 'empty', label: 'empty' })).toBeUndefined();
  });

  it('forgets that values are unique where the type cannot be', () => {
    expect(withType(column(0, 'code', { unique: true }), 'switch').unique).toBe(false);
    expect(withType(column(0, 'code', { unique: true }), 'phone').unique).toBe(true);
  });

  it('names its records by what was chosen, while that is taken', () => {
    expect(titleOf(columns, 'price')).toBe('price');
    expect(titleOf(columns, 'empty')).toBe('code');
    expect(titleOf([column(1, 'a', { type: 'number' }), column(2, 'b')], '')).toBe('b');
    expect(titleOf([], '')).toBe('');
  });
});
