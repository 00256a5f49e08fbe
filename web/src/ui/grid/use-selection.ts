import { useCallback, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { Position } from '@/engine/grid/movement';
import { clamp, type Range, rangeOf, type Selection, single } from '@/engine/grid/selection';

export interface GridSelection {
  selection: Selection | undefined;
  range: Range | undefined;
  /** Where Tab began a row, so that Enter returns below it. */
  tabStart: number | undefined;
  select: (selection: Selection | undefined, tabStart?: number) => void;
  go: (position: Position, tabStart?: number) => void;
}

/** How far to look for a row that moved. */
const REACH = 300;

/** The selection of a list whose rows come and go: it stays with its records, not with their numbers. */
export function useSelection(records: readonly { id: string }[], columns: number): GridSelection {
  const [state, setState] = useState<{ selection: Selection; tabStart: number | undefined } | undefined>(undefined);
  const ids = useRef<{ anchor: string | undefined; focus: string | undefined }>({
    anchor: undefined,
    focus: undefined,
  });
  const rows = records.length;

  const put = useCallback(
    (selection: Selection | undefined, tabStart?: number) => {
      if (!selection || rows === 0) {
        setState(undefined);
        return;
      }
      const bounds = { rows, columns };
      const next: Selection = { anchor: clamp(bounds, selection.anchor), focus: clamp(bounds, selection.focus) };
      if (selection.cursor) next.cursor = clamp(bounds, selection.cursor);
      ids.current = { anchor: records[next.anchor.row]?.id, focus: records[next.focus.row]?.id };
      setState({ selection: next, tabStart });
    },
    [records, rows, columns],
  );

  useLayoutEffect(() => {
    setState((current) => {
      if (!current) return current;
      if (rows === 0) return undefined;
      const { anchor, focus } = current.selection;
      const moved = {
        anchor: { ...anchor, row: placeOf(records, ids.current.anchor, anchor.row) },
        focus: { ...focus, row: placeOf(records, ids.current.focus, focus.row) },
      };
      if (moved.anchor.row === anchor.row && moved.focus.row === focus.row) return current;
      return { ...current, selection: moved };
    });
  }, [records, rows]);

  const selection = state?.selection;
  const inside = selection && selection.anchor.column < columns && selection.focus.column < columns;
  return useMemo(
    () => ({
      selection: inside ? selection : undefined,
      range: inside ? rangeOf(selection) : undefined,
      tabStart: state?.tabStart,
      select: put,
      go: (position: Position, tabStart?: number) => put(single(position), tabStart),
    }),
    [inside, selection, state?.tabStart, put],
  );
}

function placeOf(records: readonly { id: string }[], id: string | undefined, row: number): number {
  if (records[row]?.id === id) return row;
  for (let away = 1; away <= REACH; away++) {
    if (records[row + away]?.id === id) return row + away;
    if (row - away >= 0 && records[row - away]?.id === id) return row - away;
  }
  return Math.max(0, Math.min(row, records.length - 1));
}
