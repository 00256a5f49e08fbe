import { type Field, isLive } from '../blueprint';
import { type LineValue, sameValue, type Value } from '../values';

/** One column of a row that was changed. */
export interface CellChange {
  column: Field;
  before: Value;
  after: Value;
}

/** What became of a row of line items. `line` is its number as people count, before for a removed one, after for others. */
export type LineChange =
  | { kind: 'added' | 'removed'; line: number; row: LineValue }
  | { kind: 'changed'; line: number; cells: CellChange[] }
  | { kind: 'moved'; line: number; from: number };

/** What differs between two states of line items, row by row; rows are known by their ids. */
export function lineChanges(
  columns: readonly Field[],
  before: readonly LineValue[],
  after: readonly LineValue[],
): LineChange[] {
  const was = new Map(before.map((row, index) => [row.id, { row, index }]));
  const is = new Set(after.map((row) => row.id));
  const changes: LineChange[] = [];
  // Rows that went or came shift the others; only a change of order among those that stayed is a move.
  const stayed = before.filter((row) => is.has(row.id)).map((row) => row.id);
  let place = 0;
  after.forEach((row, index) => {
    const known = was.get(row.id);
    if (!known) {
      changes.push({ kind: 'added', line: index + 1, row });
      return;
    }
    const cells = columns
      .filter((column) => !isLive(column) && !sameValue(known.row[column.key] ?? null, row[column.key] ?? null))
      .map((column) => ({ column, before: known.row[column.key] ?? null, after: row[column.key] ?? null }));
    if (cells.length > 0) changes.push({ kind: 'changed', line: index + 1, cells });
    else if (stayed[place] !== row.id) changes.push({ kind: 'moved', line: index + 1, from: known.index + 1 });
    place += 1;
  });
  before.forEach((row, index) => {
    if (!is.has(row.id)) changes.push({ kind: 'removed', line: index + 1, row });
  });
  return changes;
}
