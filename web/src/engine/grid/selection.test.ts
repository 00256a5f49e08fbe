import { describe, expect, it } from 'vitest';
import type { Field } from '../blueprint';
import { changeColumn, columnsInSight, layColumns, moveColumn, scrollFor } from './columns';
import { cycle, rangeOf, single, step } from './selection';

const bounds = { rows: 10, columns: 5 };
const never = () => false;

describe('a selection', () => {
  it('moves with the arrows and grows with Shift', () => {
    const moved = step(bounds, single({ row: 2, column: 2 }), { direction: 'down', far: false, extend: false }, never);
    expect(moved).toEqual(single({ row: 3, column: 2 }));
    const grown = step(bounds, moved, { direction: 'left', far: false, extend: true }, never);
    expect(rangeOf(grown)).toEqual({ top: 3, left: 1, bottom: 3, right: 2 });
    expect(step(bounds, grown, { direction: 'up', far: false, extend: false }, never)).toEqual(
      single({ row: 2, column: 2 }),
    );
  });

  it('jumps with Ctrl to the end of what is filled, then over the gap', () => {
    const filled = ({ row }: { row: number }) => row <= 2 || row === 6;
    const far = (from: number) =>
      step(bounds, single({ row: from, column: 0 }), { direction: 'down', far: true, extend: false }, filled).anchor
        .row;
    expect([far(0), far(2), far(6)]).toEqual([2, 6, 9]);
  });

  it('lets Tab and Enter walk through it, around again at its end', () => {
    const range = { top: 1, left: 1, bottom: 2, right: 2 };
    expect(cycle(range, { row: 1, column: 2 }, 'columns', false)).toEqual({ row: 2, column: 1 });
    expect(cycle(range, { row: 2, column: 2 }, 'columns', false)).toEqual({ row: 1, column: 1 });
    expect(cycle(range, { row: 2, column: 1 }, 'rows', false)).toEqual({ row: 1, column: 2 });
    expect(cycle(range, { row: 1, column: 1 }, 'rows', true)).toEqual({ row: 2, column: 2 });
  });
});

describe('columns', () => {
  const fields = ['a', 'b', 'c', 'd'].map((key): Field => ({ key, type: 'text', label: {} }));
  const room = { before: 40, visible: 340, widthOf: () => 100 };

  it('stand frozen ones first, and share what room is left', () => {
    const laid = layColumns(fields, [{ field: 'c', frozen: true, width: 120 }], { ...room, visible: 760 });
    expect(laid.map(({ field, left, width }) => [field.key, left, width])).toEqual([
      ['c', 40, 120],
      ['a', 160, 200],
      ['b', 360, 200],
      ['d', 560, 200],
    ]);
  });

  it('are drawn only where they can be seen', () => {
    const many = Array.from({ length: 40 }, (_, i): Field => ({ key: `f${i}`, type: 'text', label: {} }));
    const laid = layColumns(many, [{ field: 'f0', frozen: true }], room);
    expect(columnsInSight(laid, 0, 340)).toEqual({ first: 1, last: 3 });
    expect(columnsInSight(laid, 1000, 340)).toEqual({ first: 10, last: 13 });
    expect(scrollFor(laid, 20, 40, 0, 340)).toBe(40 + 21 * 100 - 340);
    expect(scrollFor(laid, 5, 40, 1000, 340)).toBe(40 + 500 - 140);
    expect(scrollFor(laid, 0, 40, 1000, 340)).toBeUndefined();
  });

  it('are moved in front of one another, and among frozen ones freeze', () => {
    const order = [{ field: 'a', frozen: true }, { field: 'b' }, { field: 'c' }];
    expect(moveColumn(order, 'c', 'b').map((each) => each.field)).toEqual(['a', 'c', 'b']);
    expect(moveColumn(order, 'c', 'a')[0]).toEqual({ field: 'c', frozen: true });
    expect(moveColumn(order, 'b', undefined).map((each) => each.field)).toEqual(['a', 'c', 'b']);
    expect(changeColumn(order, 'b', { width: 99 })[1]).toEqual({ field: 'b', width: 99 });
  });
});
