import { useCallback, useMemo, useState } from 'react';
import type { Field } from '@/engine/blueprint';
import type { FormState } from '@/engine/form/form-state';
import { arrow, enter, type Move, type Position, tab } from '@/engine/grid/movement';

export interface Cursor extends Position {
  /** Arrows move the caret inside the text instead of the cursor. */
  inside: boolean;
  tabStart: number | undefined;
}

export interface GridCursor {
  cursor: Cursor | undefined;
  go: (position: Position, inside?: boolean) => void;
  leave: () => void;
  /** Carries out a movement; false when the key is to do what it does outside of grids. */
  move: (kind: 'tab' | 'enter', back: boolean) => boolean;
  step: (key: 'up' | 'down' | 'left' | 'right') => void;
  insertRow: () => void;
  removeRow: () => void;
}

/** The cursor of the grid of one lines field. */
export function useCursor(state: FormState, lines: string, columns: readonly Field[]): GridCursor {
  const [cursor, setCursor] = useState<Cursor | undefined>(undefined);
  const grid = useCallback(() => {
    const rows = state.rows(lines);
    const last = rows.at(-1);
    const sample = rows[cursor?.row ?? 0] ?? last;
    return {
      rows: rows.length,
      columns: columns.length,
      editable: (column: number) => {
        const field = columns[column];
        if (!field || !sample) return false;
        const cell = state.cell(sample.uid, field.key);
        return cell.visible && !cell.readOnly;
      },
      lastRowBlank: last !== undefined && state.isBlank(last),
    };
  }, [state, lines, columns, cursor]);

  const go = useCallback((position: Position, inside = false) => {
    setCursor({ ...position, inside, tabStart: undefined });
  }, []);

  const leave = useCallback(() => setCursor(undefined), []);

  const insertRow = useCallback(() => {
    const at = cursor === undefined ? state.rows(lines).length : cursor.row + 1;
    const maximum = state.linesField(lines).maximum;
    if (maximum !== undefined && state.rows(lines).length >= maximum) return;
    state.addRow(lines, at);
    const first = columns.findIndex((_, index) => grid().editable(index));
    setCursor({ row: at, column: Math.max(0, first), inside: false, tabStart: undefined });
  }, [cursor, state, lines, columns, grid]);

  const removeRow = useCallback(() => {
    const row = cursor && state.rows(lines)[cursor.row];
    if (!row) return;
    state.removeRow(lines, row.uid);
    const left = state.rows(lines).length;
    setCursor(left === 0 ? undefined : { ...cursor, row: Math.min(cursor.row, left - 1), inside: false });
  }, [cursor, state, lines]);

  const move = useCallback(
    (kind: 'tab' | 'enter', back: boolean): boolean => {
      if (!cursor) return false;
      const go = kind === 'tab' ? tab : enter;
      const next: Move = go(grid(), cursor, back, cursor.tabStart);
      if (next.to === 'outside') return false;
      if (next.to === 'cell') {
        setCursor({ ...next.position, inside: false, tabStart: next.tabStart });
        return true;
      }
      const maximum = state.linesField(lines).maximum;
      const rows = state.rows(lines).length;
      if (maximum !== undefined && rows >= maximum) return kind === 'enter';
      state.addRow(lines);
      setCursor({ row: rows, column: next.column, inside: false, tabStart: next.tabStart });
      return true;
    },
    [cursor, grid, state, lines],
  );

  const step = useCallback(
    (key: 'up' | 'down' | 'left' | 'right') => {
      if (cursor) setCursor({ ...arrow(grid(), cursor, key), inside: false, tabStart: undefined });
    },
    [cursor, grid],
  );

  return useMemo(
    () => ({ cursor, go, leave, move, step, insertRow, removeRow }),
    [cursor, go, leave, move, step, insertRow, removeRow],
  );
}
