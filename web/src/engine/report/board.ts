import type { Label } from '../blueprint';
import type { ConditionValue, Operator, Tree } from '../list/tree';
import type { Encode, Look } from './look';
import type { PivotSpec } from './pivot';
import type { Bins } from './result';

/** A dashboard as it is built: the artifact's document. */
export interface BoardDocument {
  kind: 'dashboard';
  key: string;
  label: Label | string;
  position?: number;
  theme?: 'light' | 'dark';
  rotation?: { seconds: number };
  tabs?: BoardTab[];
  filters?: BoardFilter[];
  widgets: BoardWidget[];
}

export interface BoardTab {
  key: string;
  label: Label | string;
}

export const FILTER_TYPES = ['date', 'number', 'text', 'choice', 'boolean', 'reference', 'person'] as const;

export type FilterType = (typeof FILTER_TYPES)[number];

export interface FilterValue {
  op: Operator;
  value?: ConditionValue;
}

export interface BoardFilter {
  key: string;
  label: Label | string;
  type: FilterType;
  /** The field it means, by source. */
  fields: Record<string, string>;
  default?: FilterValue;
  multiple?: boolean;
  required?: boolean;
}

/** A place on a grid of 12 columns; rows are 32 px high. */
export interface Place {
  x: number;
  y: number;
  w: number;
  h: number;
}

export interface RecordsSpec {
  form: string;
  fields: string[];
  where?: Tree;
  sort?: string;
  limit?: number;
}

export interface BoardWidget {
  key: string;
  chart: WidgetChart;
  title: Label | string;
  definition?: Label | string;
  tab?: string;
  layout?: Place;
  phone?: { order?: number; h?: number; hidden?: boolean };
  question?: Question;
  encode?: Encode;
  options?: Look;
  /** A click filters by what was hit: a filter of the dashboard, or the other widgets. */
  click?: true | { filter: string };
  drill?: { dashboard: string; filters?: Record<string, string> };
  text?: Label | string;
  image?: { data?: string; attachment?: string };
  alt?: Label | string;
  records?: RecordsSpec;
  filter?: string;
}

export const WIDGET_CHARTS = [
  'number',
  'table',
  'pivot',
  'bar',
  'stacked_bar',
  'line',
  'area',
  'combined',
  'pie',
  'ring',
  'funnel',
  'ranking',
  'word_cloud',
  'scatter',
  'radar',
  'gauge',
  'map',
  'heat_map',
  'calendar',
  'text',
  'image',
  'records',
  'filter',
] as const;

export type WidgetChart = (typeof WIDGET_CHARTS)[number];

export type QuestionBucket =
  | 'day'
  | 'week'
  | 'month'
  | 'quarter'
  | 'year'
  | 'hour'
  | 'weekday'
  | 'month_of_year'
  | 'day_of_month'
  | 'hour_of_day';

export const AGGREGATES = [
  'count',
  'count_distinct',
  'sum',
  'average',
  'median',
  'percentile',
  'minimum',
  'maximum',
] as const;

export type Aggregate = (typeof AGGREGATES)[number];

export const WINDOWS = [
  'share',
  'running',
  'rank',
  'cumulative_share',
  'moving_average',
  'previous',
  'change',
  'change_rate',
  'year_ago',
  'year_change',
  'year_change_rate',
] as const;

export type WindowType = (typeof WINDOWS)[number];

export interface Dimension {
  key: string;
  formula: string;
  label?: Label | string;
  bucket?: QuestionBucket;
  yearBegins?: number;
  bins?: Bins;
  fill?: boolean;
  top?: { count: number; by: string; direction?: 'asc' | 'desc'; others?: boolean };
  options?: { key: string; label: Label | string; color?: string }[];
}

export interface Measure {
  key: string;
  aggregate: Aggregate;
  formula?: string;
  label?: Label | string;
  filter?: string;
  at?: string;
}

export interface ResultFormula {
  key: string;
  formula: string;
  label?: Label | string;
  type?: 'number' | 'money' | 'percent';
  scale?: number;
  unit?: string;
}

export interface Window {
  key: string;
  type: WindowType;
  of: string;
  along?: string;
  within?: string[];
  size?: number;
  direction?: 'asc' | 'desc';
  label?: Label | string;
}

export interface Parameter {
  key: string;
  type: 'text' | 'number' | 'date' | 'boolean';
  label?: Label | string;
  default?: string;
}

export interface Derivation {
  key: string;
  type: 'position' | 'interval';
  of: string;
  by: string;
}

export interface Question {
  source: string;
  /** Of a ledger: the day at whose end it is meant, as a formula. */
  asOf?: string;
  parameters?: Parameter[];
  filter?: string;
  where?: Tree;
  derive?: Derivation[];
  dimensions?: Dimension[];
  measures: Measure[];
  then?: { filter?: string; dimensions?: Dimension[]; measures: Measure[] };
  results?: ResultFormula[];
  windows?: Window[];
  having?: string;
  pivot?: PivotSpec;
  sort?: { key: string; direction?: 'asc' | 'desc' }[];
  limit?: number;
}

export function toBoard(json: unknown): BoardDocument {
  const read = json as BoardDocument;
  return { ...read, widgets: read.widgets ?? [] };
}

export function widgetAt(board: BoardDocument, key: string): BoardWidget | undefined {
  return board.widgets.find((widget) => widget.key === key);
}

/** Whether a widget shows the answer of a question. */
export function asks(chart: WidgetChart): boolean {
  return chart !== 'text' && chart !== 'image' && chart !== 'records' && chart !== 'filter';
}
