import type { BoardDocument, BoardWidget, Place, WidgetChart } from './board';

/** The grid of a dashboard. */
export const COLUMNS = 12;
export const ROW_HEIGHT = 32;
export const GAP = 12;

/** How large a widget begins, and how small it may become. */
export interface Size {
  w: number;
  h: number;
  minW: number;
  minH: number;
}

const SMALL: Size = { w: 3, h: 3, minW: 2, minH: 2 };
const MIDDLE: Size = { w: 6, h: 8, minW: 2, minH: 4 };
const SIZES: Partial<Record<WidgetChart, Size>> = {
  number: SMALL,
  gauge: { w: 3, h: 6, minW: 2, minH: 4 },
  text: { w: 6, h: 2, minW: 1, minH: 1 },
  image: { w: 3, h: 6, minW: 1, minH: 2 },
  filter: { w: 3, h: 2, minW: 2, minH: 2 },
  records: { w: 12, h: 9, minW: 3, minH: 4 },
  pivot: { w: 12, h: 10, minW: 3, minH: 4 },
  calendar: { w: 12, h: 6, minW: 4, minH: 4 },
  map: { w: 6, h: 11, minW: 3, minH: 6 },
};

export function sizeOf(chart: WidgetChart): Size {
  return SIZES[chart] ?? MIDDLE;
}

export function placeOf({ layout, chart }: BoardWidget): Place {
  const { w, h } = sizeOf(chart);
  return layout ?? { x: 0, y: 0, w, h };
}

/** The widgets of a tab: its own, and those that stand on every one. */
export function widgetsOn(board: Pick<BoardDocument, 'widgets' | 'tabs'>, tab: string | undefined): BoardWidget[] {
  if (!board.tabs || board.tabs.length === 0) return [...board.widgets];
  return board.widgets.filter((widget) => widget.tab === undefined || widget.tab === tab);
}

/** Reading order: from the top down, then from the left. */
export function inReadingOrder(widgets: readonly BoardWidget[]): BoardWidget[] {
  return widgets.toSorted((left, right) => {
    const [one, two] = [placeOf(left), placeOf(right)];
    return one.y - two.y || one.x - two.x;
  });
}

/** The same widgets one under the other, for a screen held in one hand. */
export function forPhone(widgets: readonly BoardWidget[]): BoardWidget[] {
  const order = ({ phone }: BoardWidget, index: number) => phone?.order ?? 1_000 + index;
  return inReadingOrder(widgets)
    .map((widget, index) => ({ widget, order: order(widget, index) }))
    .filter(({ widget }) => !widget.phone?.hidden)
    .sort((left, right) => left.order - right.order)
    .map(({ widget }) => widget);
}

/** Rows a widget takes on a phone: its own height, within what a thumb can pass over. */
export function phoneHeight(widget: BoardWidget): number {
  const { h } = placeOf(widget);
  return widget.phone?.h ?? Math.min(Math.max(h, sizeOf(widget.chart).minH), 12);
}

function overlaps(left: Place, right: Place): boolean {
  return (
    left.x < right.x + right.w && right.x < left.x + left.w && left.y < right.y + right.h && right.y < left.y + left.h
  );
}

/** The first free place from the top for something of a size, as near to the wished one as can be. */
export function freePlace(
  taken: readonly Place[],
  size: Pick<Size, 'w' | 'h'>,
  wish?: { x: number; y: number },
): Place {
  const bottom = Math.max(0, ...taken.map((each) => each.y + each.h));
  const w = Math.min(size.w, COLUMNS);
  const { h } = size;
  if (wish) {
    const place = { x: Math.min(Math.max(0, wish.x), COLUMNS - w), y: Math.max(0, wish.y), w, h };
    if (!taken.some((each) => overlaps(each, place))) return place;
  }
  for (let y = 0; y < bottom; y += 1) {
    for (let x = 0; x + w <= COLUMNS; x += 1) {
      const place = { x, y, w, h };
      if (!taken.some((each) => overlaps(each, place))) return place;
    }
  }
  return { x: 0, y: bottom, w, h };
}

/** Places after things were moved: the same object where nothing did. */
export function placed(board: BoardDocument, places: ReadonlyMap<string, Place>): BoardDocument {
  let moved = false;
  const widgets = board.widgets.map((widget) => {
    const next = places.get(widget.key);
    const { x, y, w, h } = placeOf(widget);
    if (!next || (widget.layout && next.x === x && next.y === y && next.w === w && next.h === h)) return widget;
    moved = true;
    return { ...widget, layout: { x: next.x, y: next.y, w: next.w, h: next.h } };
  });
  return moved ? { ...board, widgets } : board;
}
