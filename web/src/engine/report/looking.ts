import type { Tree } from '../list/tree';
import type { BoardDocument, BoardFilter, BoardWidget, Dimension, FilterValue } from './board';
import { isBucket, nextBucket } from './buckets';
import { cellKey, cellText, isOthers, type Result, type ResultCell, type Words } from './result';

/** What was clicked in a widget: the values of its dimensions. */
export interface Selected {
  widget: string;
  at: Record<string, ResultCell>;
}

/** How a dashboard is looked at. What an address holds of it is everything but the selections. */
export interface Looking {
  tab: string | undefined;
  filters: Readonly<Record<string, FilterValue | null>>;
  selections: readonly Selected[];
  moment: string | undefined;
}

/** What the filters a dashboard begins with leave of the rows of a source; undefined for all. */
export function beginningWhere(filters: readonly BoardFilter[] = [], source = ''): Tree | undefined {
  const all = filters.flatMap(({ fields, default: begins }): Tree[] => {
    const field = fields[source];
    return begins && field !== undefined ? [{ field, ...begins }] : [];
  });
  return all.length === 0 ? undefined : { all };
}

/** What a click means. */
export type ClickMeaning =
  | { kind: 'filter'; filter: string; value: FilterValue }
  | { kind: 'select'; selected: Selected }
  | { kind: 'drill'; dashboard: string; filters: Record<string, FilterValue> }
  | { kind: 'rows' };

export function meaningOf(board: BoardDocument, widget: BoardWidget, at: Record<string, ResultCell>): ClickMeaning {
  const some = Object.keys(at).length > 0;
  const { click, drill } = widget;
  if (click && some) {
    if (click === true) return { kind: 'select', selected: { widget: widget.key, at } };
    const value = valueFor(board, widget, click.filter, at);
    if (value) return { kind: 'filter', filter: click.filter, value };
  }
  if (drill) {
    const filters: Record<string, FilterValue> = {};
    for (const [filter, dimension] of Object.entries(drill.filters ?? {})) {
      const value = dimension in at ? asFilter(dimensionOf(widget, dimension), at[dimension] ?? null) : undefined;
      if (value) filters[filter] = value;
    }
    return { kind: 'drill', dashboard: drill.dashboard, filters };
  }
  return { kind: 'rows' };
}

function dimensionOf(widget: BoardWidget, key: string): Dimension | undefined {
  const { question } = widget;
  return [...(question?.then?.dimensions ?? []), ...(question?.dimensions ?? [])].find((each) => each.key === key);
}

function valueFor(
  board: BoardDocument,
  widget: BoardWidget,
  key: string,
  at: Record<string, ResultCell>,
): FilterValue | undefined {
  const filter = board.filters?.find((each) => each.key === key);
  const path = filter?.fields[widget.question?.source ?? ''];
  const dimensions = Object.keys(at).map((each) => [each, dimensionOf(widget, each)] as const);
  const [dimension, document] = dimensions.find(([, each]) => each?.formula === path) ?? dimensions[0] ?? [];
  return dimension === undefined ? undefined : asFilter(document, at[dimension] ?? null);
}

/** A value that was clicked, as a filter asks for it; undefined for what no filter can ask for. */
export function asFilter(dimension: Dimension | undefined, cell: ResultCell): FilterValue | undefined {
  if (isOthers(cell)) return undefined;
  if (cell === null) return { op: 'empty' };
  if (typeof cell === 'boolean') return { op: 'eq', value: cell };
  const key = cellKey(cell) ?? '';
  const bucket = dimension?.bucket;
  if (bucket && isBucket(bucket)) {
    const next = nextBucket(bucket, key);
    const last = new Date(Date.parse(`${next}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
    return bucket === 'day'
      ? { op: 'eq', value: key.slice(0, 10) }
      : { op: 'between', value: { from: key.slice(0, 10), to: last } };
  }
  return bucket || dimension?.bins ? undefined : { op: 'in', value: [key] };
}

/** A click on what is selected already lets go of it; one widget has one selection. */
export function toggled(selections: readonly Selected[], next: Selected): readonly Selected[] {
  const rest = selections.filter((each) => each.widget !== next.widget);
  const was = selections.find((each) => each.widget === next.widget);
  return was && sameAt(was.at, next.at) ? rest : [...rest, next];
}

export function sameAt(left: Record<string, ResultCell>, right: Record<string, ResultCell>): boolean {
  const keys = new Set([...Object.keys(left), ...Object.keys(right)]);
  return [...keys].every((key) => cellKey(left[key]) === cellKey(right[key]));
}

/** What was clicked, in words: 华东 · 2026年3月. */
export function atText(result: Result | undefined, at: Record<string, ResultCell>, words: Words): string {
  return Object.entries(at)
    .map(([key, cell]) => {
      const column = result?.columns.find((each) => each.key === key);
      return column ? cellText(column, cell, words) : (cellKey(cell) ?? words.nothing);
    })
    .join(' · ');
}

// The address

export function readLooking(search: URLSearchParams): Omit<Looking, 'selections'> {
  return {
    tab: search.get('tab') ?? undefined,
    filters: readFilters(search.get('filters')),
    moment: search.get('moment') ?? undefined,
  };
}

function readFilters(text: string | null): Record<string, FilterValue | null> {
  if (text === null) return {};
  try {
    const read: unknown = JSON.parse(text);
    return typeof read === 'object' && read !== null && !Array.isArray(read)
      ? (read as Record<string, FilterValue | null>)
      : {};
  } catch {
    return {};
  }
}

export function writeLooking(search: URLSearchParams, looking: Partial<Omit<Looking, 'selections'>>): URLSearchParams {
  const next = new URLSearchParams(search);
  const put = (key: string, value: string | undefined) =>
    value === undefined ? next.delete(key) : next.set(key, value);
  if ('tab' in looking) put('tab', looking.tab);
  if ('moment' in looking) put('moment', looking.moment);
  if (looking.filters)
    put('filters', Object.keys(looking.filters).length === 0 ? undefined : JSON.stringify(looking.filters));
  return next;
}
