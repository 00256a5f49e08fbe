import { describe, expect, it } from 'vitest';
import type { Field } from '../blueprint';
import type { LineValue } from '../values';
import { lineChanges } from './lines';

const columns: Field[] = [
  { key: 'text', type: 'text', label: { zh: '文字' } },
  { key: 'n', type: 'number', label: { zh: '数' } },
];
const row = (id: string, text: string, n: string | null): LineValue => ({ id, text, n });

describe('changes of line items', () => {
  it('name rows that came, went and changed by the numbers people see', () => {
    const changes = lineChanges(
      columns,
      [row('a', 'x', '1'), row('b', 'y', '2'), row('c', 'z', null)],
      [row('b', 'y', '3'), row('c', 'z', null), row('d', 'w', '4')],
    );
    expect(changes.map((each) => `${each.kind} ${each.line}`)).toEqual(['changed 1', 'added 3', 'removed 1']);
    expect(changes[0]?.kind === 'changed' && changes[0].cells.map((cell) => [cell.before, cell.after])).toEqual([
      ['2', '3'],
    ]);
  });

  it('tell moves apart from rows that only slid up', () => {
    const all = [row('a', 'x', '1'), row('b', 'y', '2'), row('c', 'z', '3')];
    expect(lineChanges(columns, all, all.slice(1))).toHaveLength(1);
    const swapped = [all[1], all[0], all[2]] as LineValue[];
    expect(lineChanges(columns, all, swapped).every((each) => each.kind === 'moved')).toBe(true);
    expect(lineChanges(columns, all, all)).toEqual([]);
  });
});
