import { Popover } from 'antd';
import { type KeyboardEvent, useCallback } from 'react';
import type { Field } from '@/engine/blueprint';
import type { CellView } from '@/engine/form/row';
import type { CellTarget } from '@/engine/grid/cell-target';
import { FieldInput } from '../inputs/field-input';
import { ValueView } from '../values/value-view';
import css from './lines.module.css';

interface RoomyEditorProps {
  target: CellTarget;
  field: Field;
  cell: CellView;
  label: string;
  statusId: string;
}

/** Inputs that a cell is too low for stand below it; their keys are their own until Tab or Escape leaves them. */
export function RoomyEditor({ target, field, cell, label, statusId }: RoomyEditorProps) {
  // The input comes in a while, and then takes the focus as the input of any other cell does.
  const group = useCallback((node: HTMLDivElement | null) => {
    if (!node) return;
    const focus = () => {
      const first = inputsOf(node)[0];
      first?.focus({ preventScroll: true });
      return first !== undefined;
    };
    if (focus()) return;
    const watcher = new MutationObserver(() => {
      if (focus()) watcher.disconnect();
    });
    watcher.observe(node, { childList: true, subtree: true });
    return () => watcher.disconnect();
  }, []);
  return (
    <Popover
      open
      placement="bottomLeft"
      arrow={false}
      getPopupContainer={(cell) => cell.closest('main') ?? document.body}
      content={
        <div
          className={css.roomy}
          role="group"
          aria-label={label}
          ref={group}
          onKeyDown={(event) => {
            const leaves = event.key === 'Escape' || (event.key === 'Tab' && isAtEdge(event.currentTarget, event));
            if (!leaves) event.stopPropagation();
          }}
        >
          <FieldInput
            field={field}
            value={cell.value}
            raw={cell.raw}
            invalid={cell.problem !== undefined}
            describedBy={statusId}
            onText={(text) => target.type(text)}
            onValue={(value) => target.set(value)}
          />
        </div>
      }
    >
      <span className={`ellipsis ${css.roomyCell}`}>
        <ValueView field={field} value={cell.value} dense />
      </span>
    </Popover>
  );
}

const INPUTS =
  'input:not([disabled]):not([type="file"]), textarea:not([disabled]), button:not([disabled]), [contenteditable="true"], [role="radio"]';

function inputsOf(group: HTMLElement): HTMLElement[] {
  return [...group.querySelectorAll<HTMLElement>(INPUTS)];
}

/** Whether the next input in the direction of Tab lies outside. */
function isAtEdge(group: HTMLElement, event: KeyboardEvent): boolean {
  const inputs = inputsOf(group);
  return document.activeElement === (event.shiftKey ? inputs[0] : inputs.at(-1));
}
