import { Popover } from 'antd';
import { type KeyboardEvent, useCallback, useRef } from 'react';
import type { Field } from '@/engine/blueprint';
import type { CellView } from '@/engine/form/row';
import type { CellTarget } from '@/engine/grid/cell-target';
import { FieldInput } from '../inputs/field-input';
import { ValueView } from '../values/value-view';
import css from './lines.module.css';

/** Some seconds: what has not come by then is not waited for. */
const MOST_FRAMES = 240;

interface RoomyEditorProps {
  target: CellTarget;
  field: Field;
  cell: CellView;
  label: string;
  statusId: string;
}

/** Inputs that a cell is too low for stand below it; their keys are their own until Tab or Escape leaves them. */
export function RoomyEditor({ target, field, cell, label, statusId }: RoomyEditorProps) {
  // The input comes in a while and is not to be seen before its box is placed; then it takes the focus as any cell's does.
  const anchor = useRef<HTMLSpanElement>(null);
  const group = useCallback((node: HTMLDivElement | null) => {
    if (!node) return;
    let frame = 0;
    let left = MOST_FRAMES;
    const focus = () => {
      const first = inputsOf(node)[0];
      first?.focus({ preventScroll: true });
      left -= 1;
      if (left > 0 && (first === undefined || document.activeElement !== first)) frame = requestAnimationFrame(focus);
    };
    focus();
    return () => cancelAnimationFrame(frame);
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
          onBlur={(event) => {
            if (event.currentTarget.contains(event.relatedTarget)) event.stopPropagation();
          }}
          onKeyDownCapture={(event) => {
            if (event.key !== 'Tab' || !isAtEdge(event.currentTarget, event)) return;
            // Inputs have meanings of their own for Tab; at the end of them it is the grid's, which is told in its place.
            event.preventDefault();
            event.stopPropagation();
            const { key, shiftKey } = event;
            anchor.current?.dispatchEvent(
              new window.KeyboardEvent('keydown', { key, shiftKey, bubbles: true, cancelable: true }),
            );
          }}
          onKeyDown={(event) => {
            if (event.key !== 'Escape') event.stopPropagation();
          }}
        >
          <FieldInput
            field={field}
            value={cell.value}
            raw={cell.raw}
            invalid={cell.problem !== undefined}
            closed={cell.closed}
            describedBy={statusId}
            onText={(text) => target.type(text)}
            onValue={(value) => target.set(value)}
          />
        </div>
      }
    >
      <span ref={anchor} className={`ellipsis ${css.roomyCell}`}>
        <ValueView field={field} value={cell.value} dense />
      </span>
    </Popover>
  );
}

const INPUTS =
  'input:not([disabled]):not([type="file"]), textarea:not([disabled]), [contenteditable="true"], [role="radio"]';

/** What is typed into; buttons only where there is nothing else, since some of them show under the mouse alone. */
function inputsOf(group: HTMLElement): HTMLElement[] {
  const inputs = [...group.querySelectorAll<HTMLElement>(INPUTS)];
  return inputs.length > 0 ? inputs : [...group.querySelectorAll<HTMLElement>('button:not([disabled])')];
}

/** Whether the next input in the direction of Tab lies outside. */
function isAtEdge(group: HTMLElement, event: KeyboardEvent): boolean {
  const inputs = inputsOf(group);
  return document.activeElement === (event.shiftKey ? inputs[0] : inputs.at(-1));
}
