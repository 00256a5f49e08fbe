import { expect, test } from 'vitest';
import { type Suggestion, suppliersOf, untilOf, willMake } from './planning';

function suggestion(number: number, material: string, supplier: string | null, made = false): Suggestion {
  return {
    number,
    material,
    title: material,
    unit: '',
    made,
    supplier: supplier === null ? null : { id: supplier, title: supplier },
    quantity: '1',
    wanted: '1',
    needed: '2026-06-01',
    latest: '2026-06-01',
    begins: '2026-06-01',
    arrives: '2026-06-01',
    orders: 0,
    amount: null,
    late: 0,
    taken: null,
  };
}

const ROWS = [
  suggestion(1, 'a', null),
  suggestion(2, 'b', 's1'),
  suggestion(3, 'c', 's1', true),
  suggestion(4, 'c', null, true),
  suggestion(5, 'd', 's2'),
];

test('suppliers stand before what is made here, and what has none stands last', () => {
  expect(suppliersOf(ROWS).map(({ key, rows }) => [key, rows.length])).toEqual([
    ['s1', 1],
    ['s2', 1],
    ['made', 2],
    ['none', 1],
  ]);
});

test('one purchase is made for a supplier, one work order for a material where they are put together', () => {
  expect(willMake(ROWS, true)).toEqual({ purchases: 3, workOrders: 1 });
  expect(willMake(ROWS, false)).toEqual({ purchases: 3, workOrders: 2 });
});

test('a window ends so many days from today', () => {
  expect(untilOf('2026-06-29', 3)).toBe('2026-07-02');
  expect(untilOf('2026-06-29', 0)).toBeUndefined();
});
