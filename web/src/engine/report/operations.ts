import type { Label } from '../blueprint';
import { freeKey } from '../layout';
import {
  asks,
  type BoardDocument,
  type BoardFilter,
  type BoardTab,
  type BoardWidget,
  type RecordsSpec,
  type WidgetChart,
} from './board';
import { freePlace, placeOf, sizeOf, widgetsOn } from './layout';

/** The object without what is undefined in it. */
export function compact<T extends object>(object: T): T {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)) as T;
}

function newKey(board: BoardDocument, stem: string): string {
  return freeKey(stem, new Set(board.widgets.map((widget) => widget.key)));
}

interface Begin {
  chart: WidgetChart;
  title: Label;
  tab: string | undefined;
  /** The source its question begins with, counted. */
  source: string | undefined;
  count: Label;
  filter?: string | undefined;
  /** Of a list of records: which form's, and what it shows of them. */
  records?: RecordsSpec | undefined;
  at?: { x: number; y: number } | undefined;
}

/** A new widget with the smallest question that has an answer: how many records there are. */
export function addWidget(board: BoardDocument, begin: Begin): { board: BoardDocument; key: string } {
  const { chart, title, tab, source, count } = begin;
  const key = newKey(board, chart);
  const taken = widgetsOn(board, tab).map(placeOf);
  const widget: BoardWidget = compact({
    key,
    chart,
    title,
    tab,
    layout: freePlace(taken, sizeOf(chart), begin.at),
    question:
      asks(chart) && source !== undefined
        ? { source, measures: [{ key: 'count', aggregate: 'count' as const, label: count }] }
        : undefined,
    text: chart === 'text' ? title : undefined,
    records: chart === 'records' ? begin.records : undefined,
    filter: chart === 'filter' ? begin.filter : undefined,
  });
  return { board: { ...board, widgets: [...board.widgets, widget] }, key };
}

export function patchWidget(board: BoardDocument, key: string, patch: Partial<BoardWidget>): BoardDocument {
  return {
    ...board,
    widgets: board.widgets.map((widget) => (widget.key === key ? compact({ ...widget, ...patch }) : widget)),
  };
}

export function removeWidgets(board: BoardDocument, keys: readonly string[]): BoardDocument {
  const widgets = board.widgets.filter((widget) => !keys.includes(widget.key));
  return widgets.length === board.widgets.length ? board : { ...board, widgets };
}

export function duplicateWidget(board: BoardDocument, key: string): { board: BoardDocument; key: string } | undefined {
  const widget = board.widgets.find((each) => each.key === key);
  if (!widget) return undefined;
  const copy = newKey(board, key);
  const taken = widgetsOn(board, widget.tab).map(placeOf);
  const { w, h, x, y } = placeOf(widget);
  const next: BoardWidget = { ...widget, key: copy, layout: freePlace(taken, { w, h }, { x: x + w, y }) };
  return { board: { ...board, widgets: [...board.widgets, next] }, key: copy };
}

/** Widgets pasted from a dashboard, this or another one, with keys of their own. */
export function pasteWidgets(
  board: BoardDocument,
  widgets: readonly BoardWidget[],
  tab: string | undefined,
): { board: BoardDocument; keys: string[] } {
  let next = board;
  const keys: string[] = [];
  for (const widget of widgets) {
    const key = newKey(next, widget.key);
    const { w, h } = placeOf(widget);
    const { tab: _, ...rest } = widget;
    const taken = widgetsOn(next, tab).map(placeOf);
    const own: BoardWidget = compact({ ...rest, key, tab, layout: freePlace(taken, { w, h }) });
    next = { ...next, widgets: [...next.widgets, own] };
    keys.push(key);
  }
  return { board: next, keys };
}

// Tabs

/** With the first tab, what stands on the dashboard already moves onto it. */
export function addTab(board: BoardDocument, label: Label): { board: BoardDocument; key: string } {
  const tabs = board.tabs ?? [];
  const key = freeKey('tab', new Set(tabs.map((tab) => tab.key)));
  const widgets = tabs.length === 0 ? board.widgets.map((widget) => ({ ...widget, tab: key })) : board.widgets;
  return { board: { ...board, widgets, tabs: [...tabs, { key, label }] }, key };
}

export function patchTab(board: BoardDocument, key: string, patch: Partial<BoardTab>): BoardDocument {
  return { ...board, tabs: (board.tabs ?? []).map((tab) => (tab.key === key ? { ...tab, ...patch } : tab)) };
}

/** A tab goes with what stands on it; the last one leaves its widgets on the dashboard itself. */
export function removeTab(board: BoardDocument, key: string): BoardDocument {
  const tabs = (board.tabs ?? []).filter((tab) => tab.key !== key);
  if (tabs.length > 0) return { ...board, tabs, widgets: board.widgets.filter((widget) => widget.tab !== key) };
  const { tabs: _, ...rest } = board;
  return {
    ...rest,
    widgets: board.widgets.map((widget) => {
      const { tab, ...own } = widget;
      return tab === key ? own : widget;
    }),
  };
}

export function moveTab(board: BoardDocument, key: string, to: number): BoardDocument {
  const tabs = [...(board.tabs ?? [])];
  const from = tabs.findIndex((tab) => tab.key === key);
  const [tab] = from < 0 ? [] : tabs.splice(from, 1);
  if (!tab || from === to) return board;
  tabs.splice(to, 0, tab);
  return { ...board, tabs };
}

// Filters

export function addFilter(
  board: BoardDocument,
  filter: Omit<BoardFilter, 'key'>,
  stem: string = filter.type,
): { board: BoardDocument; key: string } {
  const filters = board.filters ?? [];
  const key = freeKey(stem, new Set(filters.map((each) => each.key)));
  return { board: { ...board, filters: [...filters, { ...filter, key }] }, key };
}

export function patchFilter(board: BoardDocument, key: string, patch: Partial<BoardFilter>): BoardDocument {
  return {
    ...board,
    filters: (board.filters ?? []).map((each) => (each.key === key ? compact({ ...each, ...patch }) : each)),
  };
}

/** A filter goes with the widgets that show it and the clicks that set it. */
export function removeFilter(board: BoardDocument, key: string): BoardDocument {
  const filters = (board.filters ?? []).filter((each) => each.key !== key);
  const widgets = board.widgets
    .filter((widget) => widget.filter !== key)
    .map((widget) => (widget.click?.filter === key ? compact({ ...widget, click: undefined }) : widget));
  return compact({ ...board, widgets, filters: filters.length > 0 ? filters : undefined }) as BoardDocument;
}

/** The sources that the questions of a dashboard are about. */
export function sourcesOf(board: BoardDocument): string[] {
  return [...new Set(board.widgets.flatMap((widget) => (widget.question ? [widget.question.source] : [])))];
}
