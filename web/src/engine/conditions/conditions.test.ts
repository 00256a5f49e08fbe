import { describe, expect, it } from 'vitest';
import type { Field } from '../blueprint';
import { Formula } from '../formula/formula';
import type { Condition, Tree } from '../list/tree';
import { isPlain, treeOf } from './read';
import { formulaOf, formulaOperators } from './write';

const label = {};
const FIELDS: Record<string, Field> = {
  amount: { key: 'amount', type: 'money', label },
  name: { key: 'name', type: 'text', label },
  day: { key: 'day', type: 'date', label },
  urgent: { key: 'urgent', type: 'switch', label },
  region: {
    key: 'region',
    type: 'select',
    label,
    options: [
      { key: 'east', label },
      { key: 'south', label },
    ],
  },
  tags: {
    key: 'tags',
    type: 'multi_select',
    label,
    options: [
      { key: 'a', label },
      { key: 'b', label },
    ],
  },
  customer: { key: 'customer', type: 'reference', label, form: 'customers' },
  'customer.region': { key: 'region', type: 'select', label, options: [] },
  salesperson: { key: 'salesperson', type: 'person', label },
};
const fieldOf = (path: string) => FIELDS[path];
const SCHEMA = {
  amount: 'number',
  name: 'text',
  day: 'date',
  urgent: 'boolean',
  region: 'text',
  tags: { list: 'text' },
  customer: { record: 'customers', fields: { id: 'text', region: 'text' } },
  salesperson: 'text',
} as const;

/** Values an input could hold for every operator of a field. */
function conditionsOf(path: string, field: Field): Condition[] {
  return formulaOperators(field).flatMap((op): Condition[] => {
    if (op === 'empty' || op === 'filled') return [{ field: path, op }];
    if (op === 'between') {
      const value = field.type === 'date' ? { from: '2026-03-01', to: 'today' } : { from: '-1.5', to: '5000' };
      return [{ field: path, op, value } as Condition];
    }
    if (op === 'in' && !['select', 'reference', 'person'].includes(field.type)) {
      return [{ field: path, op, value: ['x', 'say "hi"'] }];
    }
    if (op === 'in' || op === 'not_in' || op.startsWith('has')) {
      return [
        { field: path, op, value: ['a', 'b'] },
        ...(op === 'has_all' ? [] : [{ field: path, op, value: ['a'] } as Condition]),
      ];
    }
    if (field.type === 'switch') return [true, false].map((value) => ({ field: path, op, value }));
    if (field.type === 'date') {
      return ['2026-03-01', 'today', { today: -7 }, { today: 30 }].map(
        (value) => ({ field: path, op, value }) as Condition,
      );
    }
    return [{ field: path, op, value: field.type === 'money' ? '5000.10' : 'a "b"，c' }];
  });
}

const normal = (tree: Tree) => JSON.parse(JSON.stringify(tree).replaceAll('5000.10', '5000.1')) as Tree;
const SINGLE = Object.entries(FIELDS).flatMap(([path, field]) => conditionsOf(path, field));

describe('conditions as formulas', () => {
  it('come back as the same condition, for every operator of every field', () => {
    expect(SINGLE.length).toBeGreaterThan(50);
    for (const condition of SINGLE) {
      const text = formulaOf(condition, fieldOf) ?? 'nothing was written';
      expect(Formula.check(text, SCHEMA, 'boolean'), text).toEqual([]);
      expect(treeOf(text, fieldOf), text).toEqual(normal(condition));
    }
  });

  it('come back from groups inside groups', () => {
    const pairs = SINGLE.flatMap((first, index) => {
      const second = SINGLE[(index * 7 + 3) % SINGLE.length];
      const third = SINGLE[(index * 11 + 5) % SINGLE.length];
      return second && third && new Set([first, second, third].map((each) => each.field)).size === 3
        ? [{ first, second, third }]
        : [];
    });
    expect(pairs.length).toBeGreaterThan(15);
    for (const { first, second, third } of pairs) {
      for (const tree of [
        { all: [first, { any: [second, third] }] },
        { any: [{ all: [first, second] }, third] },
        { all: [first, second, third] },
      ] as Tree[]) {
        const text = formulaOf(tree, fieldOf) ?? '';
        expect(Formula.check(text, SCHEMA, 'boolean'), text).toEqual([]);
        const again = formulaOf(treeOf(text, fieldOf), fieldOf);
        expect(again?.replaceAll('5000.10', '5000.1'), text).toBe(text.replaceAll('5000.10', '5000.1'));
      }
    }
  });

  it('are read however they were written by hand', () => {
    const read = (text: string) => treeOf(text, fieldOf);
    expect(read('5000 <= amount')).toEqual({ field: 'amount', op: 'ge', value: '5000' });
    expect(read('AND(amount >= 5000, region = "east")')).toEqual({
      all: [
        { field: 'amount', op: 'ge', value: '5000' },
        { field: 'region', op: 'in', value: ['east'] },
      ],
    });
    expect(read('amount >= 1 and amount <= 9')).toEqual({
      field: 'amount',
      op: 'between',
      value: { from: '1', to: '9' },
    });
    expect(read('urgent')).toEqual({ field: 'urgent', op: 'eq', value: true });
    expect(read('IN(customer.id, "7")')).toEqual({ field: 'customer', op: 'in', value: ['7'] });
    expect(read('')).toEqual({ all: [] });
  });

  it('stay formulas where clicking cannot say them, and what surrounds them does not', () => {
    const read = (text: string) => treeOf(text, fieldOf);
    for (const text of [
      'amount * 2 > 5000',
      'LEN(name) > 3',
      'NOT(region = "east")',
      'NOT(urgent)',
      'unknown = 1',
      'amount >',
    ]) {
      expect(isPlain(read(text)), text).toBe(false);
      expect(formulaOf(read(text), fieldOf), text).toBe(text);
    }
    const mixed = read('amount > 1 and (LEN(name) > 3 or urgent)');
    expect(mixed).toEqual({
      all: [
        { field: 'amount', op: 'gt', value: '1' },
        { any: [{ formula: 'LEN(name) > 3' }, { field: 'urgent', op: 'eq', value: true }] },
      ],
    });
    expect(formulaOf(mixed, fieldOf)).toBe('amount > 1 and ((LEN(name) > 3) or urgent = true)');
  });

  it('are not written while a value is missing', () => {
    expect(formulaOf({ field: 'amount', op: 'ge' }, fieldOf)).toBeUndefined();
    expect(
      formulaOf(
        {
          all: [
            { field: 'amount', op: 'ge', value: '1' },
            { field: 'name', op: 'eq' },
          ],
        },
        fieldOf,
      ),
    ).toBeUndefined();
    expect(formulaOf({ all: [] }, fieldOf)).toBeUndefined();
    expect(formulaOf({ field: 'amount', op: 'ge', value: '1; DROP' }, fieldOf)).toBeUndefined();
  });
});
