import type { KeyboardEvent } from 'react';
import type { Field } from '@/engine/blueprint';
import type { FormState } from '@/engine/form/form-state';
import type { GridCursor } from './use-cursor';

const ARROWS = { ArrowUp: 'up', ArrowDown: 'down', ArrowLeft: 'left', ArrowRight: 'right' } as const;

/** What the keys of a spreadsheet do in the grid; null where the key keeps its usual meaning. */
export function useGridKeys(state: FormState, lines: string, columns: readonly Field[], grid: GridCursor) {
  const backTo = (place: { uid: string; field: string } | undefined) => {
    const row = state.rows(lines).findIndex((each) => each.uid === place?.uid);
    const column = columns.findIndex((field) => field.key === place?.field);
    if (row >= 0 && column >= 0) grid.go({ row, column });
  };

  const withAlt = (event: KeyboardEvent): boolean => {
    if (!event.altKey || event.key !== 'Delete') return false;
    grid.removeRow();
    return true;
  };

  const withControl = (event: KeyboardEvent): boolean => {
    switch (event.key.toLowerCase()) {
      case 'enter':
        grid.insertRow();
        return true;
      case 'delete':
        grid.removeRow();
        return true;
      case 'z':
        backTo(event.shiftKey ? state.redo() : state.undo());
        return true;
      case 'y':
        backTo(state.redo());
        return true;
      case 'd':
        fillFromAbove();
        return true;
      default:
        return false;
    }
  };

  const fillFromAbove = () => {
    const field = grid.cursor && columns[grid.cursor.column];
    const row = grid.cursor && state.rows(lines)[grid.cursor.row];
    const above = grid.cursor && state.rows(lines)[grid.cursor.row - 1];
    if (!field || !row || !above || state.cell(row.uid, field.key).readOnly) return;
    state.set(row.uid, field.key, above.values.get(field.key) ?? null);
  };

  const plain = (event: KeyboardEvent): boolean => {
    const cursor = grid.cursor;
    if (!cursor) return false;
    switch (event.key) {
      case 'Tab':
        return grid.move('tab', event.shiftKey);
      case 'Enter':
        return grid.move('enter', event.shiftKey);
      case 'F2':
        grid.go(cursor, true);
        return true;
      case 'ArrowLeft':
      case 'ArrowRight':
        if (cursor.inside) return false;
        grid.step(ARROWS[event.key]);
        return true;
      case 'ArrowUp':
      case 'ArrowDown':
        grid.step(ARROWS[event.key]);
        return true;
      default:
        return false;
    }
  };

  return (event: KeyboardEvent) => {
    // While an input method composes, every key belongs to it.
    if (event.nativeEvent.isComposing || event.keyCode === 229 || event.defaultPrevented) return;
    const taken =
      withAlt(event) || (event.ctrlKey || event.metaKey ? withControl(event) : !event.altKey && plain(event));
    if (taken) event.preventDefault();
  };
}
