import { type RefObject, useEffect } from 'react';
import { widgetAt } from '@/engine/report/board';
import { COLUMNS, placed, placeOf, sizeOf } from '@/engine/report/layout';
import { type BoardBuilding, type BoardDesigner, WHOLE_BOARD } from './board-context';

const ARROWS: Record<string, [x: number, y: number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** Keys that work wherever the focus is on the designer, except while a text is being written. */
export function useBoardShortcuts(designer: RefObject<BoardDesigner>, building: BoardBuilding): void {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const target = event.target instanceof Element ? event.target : undefined;
      if (target?.closest('[role=dialog], .ant-dropdown, .ant-select-dropdown')) return;
      if (target?.matches('input, textarea, [contenteditable=true], [contenteditable=true] *, [role=combobox]')) return;
      const key = event.key.toLowerCase();
      const command = event.ctrlKey || event.metaKey;
      const { selection, document: board } = designer.current;
      const chosen = selection.kind === 'widget' ? selection.key : undefined;
      const arrow = ARROWS[event.key];
      if (command && key === 'z' && !event.shiftKey) building.undo();
      else if (command && (key === 'y' || (key === 'z' && event.shiftKey))) building.redo();
      else if (command && key === 'v') building.paste();
      else if (command && key === 'c' && chosen && getSelection()?.isCollapsed !== false) building.copy(chosen);
      else if (command && key === 'd' && chosen) building.duplicate(chosen);
      else if (event.key === 'Escape') building.select(WHOLE_BOARD);
      else if ((event.key === 'Delete' || event.key === 'Backspace') && chosen) building.remove(chosen);
      else if (arrow && chosen && target?.closest('[data-board-item]')) {
        const widget = widgetAt(board, chosen);
        if (!widget) return;
        const place = placeOf(widget);
        const { minW, minH } = sizeOf(widget.chart);
        const [x, y] = arrow;
        const next = event.shiftKey
          ? {
              ...place,
              w: Math.min(COLUMNS - place.x, Math.max(minW, place.w + x)),
              h: Math.max(minH, place.h + y),
            }
          : { ...place, x: Math.min(COLUMNS - place.w, Math.max(0, place.x + x)), y: Math.max(0, place.y + y) };
        building.update((now) => placed(now, new Map([[chosen, next]])), { merge: `keys:${chosen}` });
      } else return;
      event.preventDefault();
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, [designer, building]);
}
