import type { Field } from '../blueprint';
import type { FormState } from '../form/form-state';
import type { Row } from '../form/row';

/** A pasted name of a record or a person, still to be looked up. */
export interface Unresolved {
  row: Row;
  field: Field;
  text: string;
}

export interface PasteResult {
  /** The step of undo this paste is; what is looked up afterwards joins it. */
  merge: string;
  cells: number;
  addedRows: number;
  /** Cells beyond the last column or in read-only ones; never dropped in silence. */
  skipped: number;
  unresolved: Unresolved[];
}

let pastes = 0;

/** Writes a table of text into the lines from one cell on, adding rows where they end. */
export function pasteTable(
  state: FormState,
  lines: string,
  columns: readonly Field[],
  from: { row: number; column: number },
  table: readonly (readonly string[])[],
): PasteResult {
  pastes += 1;
  const result: PasteResult = { merge: `paste:${pastes}`, cells: 0, addedRows: 0, skipped: 0, unresolved: [] };
  const maximum = state.linesField(lines).maximum ?? Number.POSITIVE_INFINITY;
  state.act(result.merge, () => {
    table.forEach((texts, down) => {
      const index = from.row + down;
      if (index >= maximum) {
        result.skipped += texts.length;
        return;
      }
      if (index >= state.rows(lines).length) {
        state.addRow(lines);
        result.addedRows += 1;
      }
      const row = state.rows(lines)[index];
      if (row) pasteRow(state, columns, from.column, row, texts, result);
    });
  });
  return result;
}

function pasteRow(
  state: FormState,
  columns: readonly Field[],
  first: number,
  row: Row,
  texts: readonly string[],
  result: PasteResult,
): void {
  texts.forEach((text, across) => {
    const field = columns[first + across];
    if (!field || state.cell(row.uid, field.key).readOnly) {
      if (text.trim() !== '') result.skipped += 1;
      return;
    }
    state.writeText(row, field.key, text);
    result.cells += 1;
    const named = field.type === 'reference' || field.type === 'person';
    if (named && text.trim() !== '') result.unresolved.push({ row, field, text: text.trim() });
  });
}

/** Puts a looked-up value where its name was pasted, unless the person has changed the cell since. */
export function resolvePasted(
  state: FormState,
  result: PasteResult,
  found: ReadonlyMap<Unresolved, { id: string; title: string }>,
): void {
  state.act(result.merge, () => {
    for (const [cell, value] of found) {
      if (cell.row.raw.get(cell.field.key)?.trim() === cell.text)
        state.write(cell.row, cell.field.key, value, undefined);
    }
  });
}
