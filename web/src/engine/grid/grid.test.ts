import { describe, expect, it } from 'vitest';
import { isTable, parseTable } from './clipboard';
import { arrow, enter, tab } from './movement';

describe('a pasted table', () => {
  it('is rows of cells', () => {
    expect(parseTable('A4纸\t10\r\n硒鼓\t2\r\n')).toEqual([
      ['A4纸', '10'],
      ['硒鼓', '2'],
    ]);
  });

  it('keeps tabs, line ends and quotes inside quoted cells', () => {
    expect(parseTable('"两行\n地址"\t"他说""好"""\n"a\tb"\tc')).toEqual([
      ['两行\n地址', '他说"好"'],
      ['a\tb', 'c'],
    ]);
  });

  it('keeps empty cells in their place', () => {
    expect(parseTable('\t1\t\n2')).toEqual([['', '1', ''], ['2']]);
  });

  it('leaves a quote in the middle of a text alone', () => {
    expect(parseTable('5" 管\t1')).toEqual([['5" 管', '1']]);
  });

  it('is told from the text of one cell', () => {
    expect(isTable('12.50\r\n')).toBe(false);
    expect(isTable('12\t50')).toBe(true);
    expect(isTable('12\n50')).toBe(true);
  });
});

describe('the keys of the grid', () => {
  const grid = { rows: 2, columns: 4, editable: (column: number) => column !== 2, lastRowBlank: false };

  it('tab through what can be edited, and into the next row', () => {
    expect(tab(grid, { row: 0, column: 1 }, false, undefined)).toEqual({
      to: 'cell',
      position: { row: 0, column: 3 },
      tabStart: 1,
    });
    expect(tab(grid, { row: 0, column: 3 }, false, 0)).toMatchObject({ to: 'cell', position: { row: 1, column: 0 } });
  });

  it('ask for a new row behind the last', () => {
    expect(tab(grid, { row: 1, column: 3 }, false, 0)).toMatchObject({ to: 'new-row', column: 0 });
    expect(enter(grid, { row: 1, column: 3 }, false, undefined)).toMatchObject({ to: 'new-row', column: 3 });
  });

  it('leave the grid from a last row that is still empty', () => {
    expect(tab({ ...grid, lastRowBlank: true }, { row: 1, column: 3 }, false, 0)).toEqual({ to: 'outside' });
    expect(tab(grid, { row: 0, column: 0 }, true, undefined)).toEqual({ to: 'outside' });
  });

  it('return with Enter to where the tabs began', () => {
    expect(enter(grid, { row: 0, column: 3 }, false, 1)).toEqual({ to: 'cell', position: { row: 1, column: 1 } });
  });

  it('stop at the edges', () => {
    expect(arrow(grid, { row: 0, column: 0 }, 'up')).toEqual({ row: 0, column: 0 });
    expect(arrow(grid, { row: 1, column: 3 }, 'right')).toEqual({ row: 1, column: 3 });
  });
});
