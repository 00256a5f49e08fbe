import type { Position } from './movement';

/** What is selected in a grid: the cell where it began and the corner that moves. */
export interface Selection {
  anchor: Position;
  focus: Position;
  /** The cell that keys act on, where it has walked away from where the selection began. */
  cursor?: Position;
}

export function cursorOf(selection: Selection): Position {
  return selection.cursor ?? selection.anchor;
}

/** A rectangle of cells, both corners included. */
export interface Range {
  top: number;
  left: number;
  bottom: number;
  right: number;
}

export interface Bounds {
  rows: number;
  columns: number;
}

export type Direction = 'up' | 'down' | 'left' | 'right';

export function single(position: Position): Selection {
  return { anchor: position, focus: position };
}

export function rangeOf({ anchor, focus }: Selection): Range {
  return {
    top: Math.min(anchor.row, focus.row),
    left: Math.min(anchor.column, focus.column),
    bottom: Math.max(anchor.row, focus.row),
    right: Math.max(anchor.column, focus.column),
  };
}

export function cellsOf(range: Range): number {
  return (range.bottom - range.top + 1) * (range.right - range.left + 1);
}

export function contains(range: Range, row: number, column: number): boolean {
  return row >= range.top && row <= range.bottom && column >= range.left && column <= range.right;
}

export function clamp(bounds: Bounds, { row, column }: Position): Position {
  return {
    row: Math.max(0, Math.min(row, bounds.rows - 1)),
    column: Math.max(0, Math.min(column, bounds.columns - 1)),
  };
}

interface Step {
  direction: Direction;
  /** To the edge of what is filled, as Ctrl does in spreadsheets. */
  far: boolean;
  /** Moves the corner and keeps the beginning, as Shift does. */
  extend: boolean;
}

/** One press of an arrow. `filled` says which cells hold something. */
export function step(
  bounds: Bounds,
  selection: Selection,
  { direction, far, extend }: Step,
  filled: (position: Position) => boolean,
): Selection {
  const from = extend ? selection.focus : cursorOf(selection);
  const to = far ? edge(bounds, from, direction, filled) : clamp(bounds, neighbour(from, direction));
  return extend ? { anchor: selection.anchor, focus: to } : single(to);
}

function neighbour({ row, column }: Position, direction: Direction): Position {
  switch (direction) {
    case 'up':
      return { row: row - 1, column };
    case 'down':
      return { row: row + 1, column };
    case 'left':
      return { row, column: column - 1 };
    case 'right':
      return { row, column: column + 1 };
  }
}

/** From a filled cell to the last one before a gap; from a gap, or at its brink, to the next filled one. */
function edge(bounds: Bounds, from: Position, direction: Direction, filled: (at: Position) => boolean): Position {
  const inside = ({ row, column }: Position) => row >= 0 && column >= 0 && row < bounds.rows && column < bounds.columns;
  let at = from;
  let next = neighbour(at, direction);
  if (!inside(next)) return from;
  const run = filled(at) && filled(next);
  while (inside(next)) {
    if (run && !filled(next)) return at;
    at = next;
    if (!run && filled(at)) return at;
    next = neighbour(at, direction);
  }
  return at;
}

/** The cell that Tab or Enter goes to inside a selection of several cells: through it, and around again. */
export function cycle(range: Range, from: Position, along: 'rows' | 'columns', back: boolean): Position {
  const width = range.right - range.left + 1;
  const height = range.bottom - range.top + 1;
  const row = from.row - range.top;
  const column = from.column - range.left;
  const count = width * height;
  const at = along === 'columns' ? row * width + column : column * height + row;
  const next = (at + (back ? count - 1 : 1)) % count;
  return along === 'columns'
    ? { row: range.top + Math.floor(next / width), column: range.left + (next % width) }
    : { row: range.top + (next % height), column: range.left + Math.floor(next / height) };
}
