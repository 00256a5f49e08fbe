import { type MouseEvent, type RefObject, useRef, useState } from 'react';
import type { Position } from '@/engine/grid/movement';
import type { Range } from '@/engine/grid/selection';
import type { GridSelection } from './use-selection';

interface Pointer {
  scroller: RefObject<HTMLElement | null>;
  at: GridSelection;
  /** Whatever is being typed is kept before the cursor goes elsewhere. */
  finish: () => void;
  edit: (position: Position) => void;
  fill: (source: Range, target: Range) => void;
}

/** Pixels from an edge at which a drag begins to scroll, and how far each time. */
const EDGE = 32;
const STRIDE = 18;

function placeOf(node: EventTarget | null): Position | undefined {
  const text = (node as HTMLElement | null)?.closest?.<HTMLElement>('[data-cell]')?.dataset.cell;
  const [row, column] = text?.split('/').map(Number) ?? [];
  return row === undefined || column === undefined ? undefined : { row, column };
}

/** Selecting by dragging over cells, and filling by dragging the corner. */
export function usePointer({ scroller, at, finish, edit, fill }: Pointer) {
  const [target, setTarget] = useState<Range | undefined>(undefined);
  const latest = useRef({ at, fill });
  latest.current = { at, fill };

  const follow = (move: (position: Position) => void, end: () => void) => {
    let x = 0;
    let y = 0;
    let timer = 0;
    const look = () => {
      const place = placeOf(document.elementFromPoint(x, y));
      if (place) move(place);
    };
    const drift = () => {
      const box = scroller.current?.getBoundingClientRect();
      if (!box || !scroller.current) return;
      const down = y > box.bottom - EDGE ? STRIDE : y < box.top + EDGE * 2 ? -STRIDE : 0;
      const right = x > box.right - EDGE ? STRIDE : x < box.left + EDGE ? -STRIDE : 0;
      if (down !== 0 || right !== 0) {
        scroller.current.scrollBy(right, down);
        look();
      }
      timer = requestAnimationFrame(drift);
    };
    const moved = (event: globalThis.MouseEvent) => {
      x = event.clientX;
      y = event.clientY;
      if (timer === 0) timer = requestAnimationFrame(drift);
      look();
    };
    const up = () => {
      cancelAnimationFrame(timer);
      document.removeEventListener('mousemove', moved);
      document.removeEventListener('mouseup', up);
      end();
    };
    document.addEventListener('mousemove', moved);
    document.addEventListener('mouseup', up);
  };

  const press = (event: MouseEvent<HTMLElement>) => {
    if (event.button > 0) return;
    const node = event.target as HTMLElement;
    if (node.closest('[data-fill]')) {
      event.preventDefault();
      dragFill();
      return;
    }
    if (node.closest('button, input, a, [data-popup]')) return;
    const place = placeOf(node);
    if (!place) return;
    event.preventDefault();
    finish();
    const { selection } = at;
    if (event.shiftKey && selection) at.select({ anchor: selection.anchor, focus: place });
    else at.go(place);
    const anchor = event.shiftKey && selection ? selection.anchor : place;
    follow(
      (focus) => latest.current.at.select({ anchor, focus }),
      () => undefined,
    );
  };

  const dragFill = () => {
    const source = at.range;
    if (!source) return;
    let wanted: Range | undefined;
    follow(
      (to) => {
        wanted = stretched(source, to);
        setTarget(wanted);
      },
      () => {
        setTarget(undefined);
        if (wanted) latest.current.fill(source, wanted);
      },
    );
  };

  const twice = (event: MouseEvent<HTMLElement>) => {
    const node = event.target as HTMLElement;
    if (node.closest('button, a, [data-popup]')) return;
    const place = placeOf(node);
    if (place) edit(place);
  };

  return { press, twice, target };
}

/** The cells a drag of the corner adds: downwards, upwards or to one side, never across. */
function stretched(source: Range, to: Position): Range | undefined {
  const down = to.row - source.bottom;
  const up = source.top - to.row;
  const right = to.column - source.right;
  const left = source.left - to.column;
  const most = Math.max(down, up, right, left);
  if (most <= 0) return undefined;
  if (most === down) return { ...source, top: source.bottom + 1, bottom: to.row };
  if (most === up) return { ...source, top: to.row, bottom: source.top - 1 };
  if (most === right) return { ...source, left: source.right + 1, right: to.column };
  return { ...source, left: to.column, right: source.left - 1 };
}
