/** Where the cursor of a grid of line items goes: the keys of a spreadsheet. */

export interface Position {
  row: number;
  column: number;
}

export type Move =
  | { to: 'cell'; position: Position; tabStart?: number }
  /** Past the last row: a new one is wanted. */
  | { to: 'new-row'; column: number; tabStart?: number }
  /** Out of the grid, to whatever comes next on the page. */
  | { to: 'outside' };

interface Grid {
  rows: number;
  columns: number;
  editable: (column: number) => boolean;
  /** The last row is still empty: leaving it does not ask for another. */
  lastRowBlank: boolean;
}

function nextEditable(grid: Grid, column: number, step: 1 | -1): number | undefined {
  for (let next = column + step; next >= 0 && next < grid.columns; next += step) {
    if (grid.editable(next)) return next;
  }
  return undefined;
}

function firstEditable(grid: Grid): number {
  return nextEditable(grid, -1, 1) ?? 0;
}

/** Tab goes through the editable cells; Enter afterwards returns to where the run of tabs began, one row down. */
export function tab(grid: Grid, from: Position, back: boolean, tabStart: number | undefined): Move {
  const start = tabStart ?? from.column;
  const column = nextEditable(grid, from.column, back ? -1 : 1);
  if (column !== undefined) return { to: 'cell', position: { row: from.row, column }, tabStart: start };
  if (back) {
    if (from.row === 0) return { to: 'outside' };
    const last = nextEditable(grid, grid.columns, -1) ?? 0;
    return { to: 'cell', position: { row: from.row - 1, column: last }, tabStart: start };
  }
  const first = firstEditable(grid);
  if (from.row + 1 < grid.rows) return { to: 'cell', position: { row: from.row + 1, column: first }, tabStart: first };
  return grid.lastRowBlank ? { to: 'outside' } : { to: 'new-row', column: first, tabStart: first };
}

export function enter(grid: Grid, from: Position, back: boolean, tabStart: number | undefined): Move {
  const column = tabStart ?? from.column;
  if (back) return { to: 'cell', position: { row: Math.max(0, from.row - 1), column: from.column } };
  if (from.row + 1 < grid.rows) return { to: 'cell', position: { row: from.row + 1, column } };
  return grid.lastRowBlank ? { to: 'cell', position: from } : { to: 'new-row', column };
}

export function arrow(grid: Grid, from: Position, key: 'up' | 'down' | 'left' | 'right'): Position {
  switch (key) {
    case 'up':
      return { ...from, row: Math.max(0, from.row - 1) };
    case 'down':
      return { ...from, row: Math.min(grid.rows - 1, from.row + 1) };
    case 'left':
      return { ...from, column: Math.max(0, from.column - 1) };
    case 'right':
      return { ...from, column: Math.min(grid.columns - 1, from.column + 1) };
  }
}
