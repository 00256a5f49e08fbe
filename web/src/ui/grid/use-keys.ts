import type { KeyboardEvent } from 'react';
import { tab as nextTab } from '@/engine/grid/movement';
import { isWritable } from '@/engine/grid/plan';
import { cellsOf, cursorOf, cycle, type Direction, single, step } from '@/engine/grid/selection';
import { isEmpty } from '@/engine/values';
import type { GridRows, GridShape } from './model';
import type { GridSelection } from './use-selection';

const ARROWS: Record<string, Direction> = {
  ArrowUp: 'up',
  ArrowDown: 'down',
  ArrowLeft: 'left',
  ArrowRight: 'right',
};

/** What keys ask for; the grid carries it out. */
export interface KeyCommands {
  /** Leaves the cell that is being typed into and keeps what was typed. */
  finish: () => void;
  cancel: () => void;
  /** Opens the cell for typing; `inside` puts the caret into its text. */
  edit: () => void;
  clear: () => void;
  fill: (direction: 'down' | 'right') => void;
  toggle: () => void;
  undo: () => void;
  redo: () => void;
  openRecord: () => void;
  checkRows: () => void;
  pageRows: number;
}

interface Keys {
  shape: GridShape;
  rows: GridRows;
  at: GridSelection;
  editing: boolean;
  inside: boolean;
  commands: KeyCommands;
}

/** The keys of a spreadsheet. `capture` sees them before the input of the cell does, `bubble` after it. */
export function gridKeys({ shape, rows, at, editing, inside, commands }: Keys) {
  const { selection, range } = at;
  const bounds = { rows: rows.records.length, columns: shape.fields.length };
  const filled = ({ row, column }: { row: number; column: number }) => {
    const field = shape.fields[column];
    return field !== undefined && !isEmpty(rows.records[row]?.values[field.key]);
  };

  const walk = (kind: 'tab' | 'enter', back: boolean): boolean => {
    if (!selection || !range) return false;
    if (cellsOf(range) > 1) {
      // The cursor walks; the selection stays what it is.
      at.select({ ...selection, cursor: cycle(range, cursorOf(selection), kind === 'tab' ? 'columns' : 'rows', back) });
      return true;
    }
    const from = cursorOf(selection);
    if (kind === 'enter') {
      const column = at.tabStart ?? from.column;
      at.go(back ? { row: from.row - 1, column: from.column } : { row: from.row + 1, column });
      return true;
    }
    const grid = { rows: bounds.rows, columns: bounds.columns, editable: () => true, lastRowBlank: true };
    const move = nextTab(grid, from, back, at.tabStart);
    if (move.to !== 'cell') return false;
    at.go(move.position, move.tabStart);
    return true;
  };

  const moveTo = (row: number, column: number, extend: boolean) => {
    if (!selection) return;
    if (extend) at.select({ anchor: selection.anchor, focus: { row, column } });
    else at.go({ row, column });
  };

  const control = (event: KeyboardEvent): boolean => {
    switch (event.key.toLowerCase()) {
      case 'a':
        at.select({ anchor: { row: 0, column: 0 }, focus: { row: bounds.rows - 1, column: bounds.columns - 1 } });
        return true;
      case 'z':
        if (event.shiftKey) commands.redo();
        else commands.undo();
        return true;
      case 'y':
        commands.redo();
        return true;
      case 'd':
        commands.fill('down');
        return true;
      case 'r':
        commands.fill('right');
        return true;
      case 'home':
        moveTo(0, 0, event.shiftKey);
        return true;
      case 'end':
        moveTo(bounds.rows - 1, bounds.columns - 1, event.shiftKey);
        return true;
      case ' ':
        if (range)
          at.select({ anchor: { row: 0, column: range.left }, focus: { row: bounds.rows - 1, column: range.right } });
        return true;
      default:
        return false;
    }
  };

  const plain = (event: KeyboardEvent): boolean => {
    const focus = selection && (event.shiftKey ? selection.focus : cursorOf(selection));
    if (!focus || !selection) return false;
    switch (event.key) {
      case 'Tab':
        return walk('tab', event.shiftKey);
      case 'Enter':
        return walk('enter', event.shiftKey);
      case 'Home':
        moveTo(focus.row, 0, event.shiftKey);
        return true;
      case 'End':
        moveTo(focus.row, bounds.columns - 1, event.shiftKey);
        return true;
      case 'PageUp':
        moveTo(focus.row - commands.pageRows, focus.column, event.shiftKey);
        return true;
      case 'PageDown':
        moveTo(focus.row + commands.pageRows, focus.column, event.shiftKey);
        return true;
      case 'F2':
        commands.edit();
        return true;
      case 'Delete':
      case 'Backspace':
        commands.clear();
        return true;
      case 'Escape':
        at.select(single(cursorOf(selection)));
        return true;
      case ' ': {
        const field = shape.fields[cursorOf(selection).column];
        if (event.shiftKey) commands.checkRows();
        else if (field?.type === 'switch' && isWritable(field)) commands.toggle();
        else commands.openRecord();
        return true;
      }
      default:
        return false;
    }
  };

  const arrow = (event: KeyboardEvent): boolean => {
    const direction = ARROWS[event.key];
    if (!direction || !selection) return false;
    at.select(
      step(bounds, selection, { direction, far: event.ctrlKey || event.metaKey, extend: event.shiftKey }, filled),
    );
    return true;
  };

  const capture = (event: KeyboardEvent): void => {
    if (composing(event) || !selection) return;
    if (editing) {
      if (event.key !== 'Escape') return;
      commands.cancel();
      take(event);
      return;
    }
    const taken = arrow(event) || (event.ctrlKey || event.metaKey ? control(event) : !event.altKey && plain(event));
    if (taken) take(event);
  };

  const bubble = (event: KeyboardEvent): void => {
    if (!editing || composing(event) || event.defaultPrevented || !selection) return;
    const field = shape.fields[cursorOf(selection).column];
    if (event.key === 'Tab' || (event.key === 'Enter' && !event.altKey)) {
      commands.finish();
      if (!walk(event.key === 'Tab' ? 'tab' : 'enter', event.shiftKey) && event.key === 'Tab') return;
      event.preventDefault();
      return;
    }
    const picks = field?.type === 'select' || field?.type === 'multi_select' || field?.type === 'reference';
    if (!ARROWS[event.key] || inside || event.shiftKey || picks || field?.type === 'person') return;
    commands.finish();
    arrow(event);
    event.preventDefault();
  };

  return { capture, bubble };
}

/** While an input method composes, every key belongs to it. */
function composing(event: KeyboardEvent): boolean {
  return event.nativeEvent.isComposing || event.keyCode === 229;
}

function take(event: KeyboardEvent): void {
  event.preventDefault();
  event.stopPropagation();
}
