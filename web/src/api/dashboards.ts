import type { Label, SelectOption } from '@/engine/blueprint';
import { get } from './client';

export type ChartType = 'number' | 'ranking' | 'bar' | 'line' | 'pie' | 'table';

export interface Widget {
  key: string;
  chart: ChartType;
  title: Label;
  definition?: Label;
  layout?: { x: number; y: number; w: number; h: number };
  question?: { source?: string };
}

export interface Dashboard {
  key: string;
  label: Label;
  widgets: Widget[];
}

export interface ResultColumn {
  key: string;
  label: string;
  type: string;
  role?: 'dimension' | 'measure';
  scale?: number;
  unit?: string;
  options?: SelectOption[];
}

export type ResultCell = string | number | boolean | null | { id: string; title: string };

export interface WidgetData {
  columns: ResultColumn[];
  rows: ResultCell[][];
  /** Rows there are; more than `rows` holds when `limited`. */
  total: number;
  limited: boolean;
}

export interface DashboardData {
  asOf: string;
  widgets: Record<string, WidgetData>;
}

export const loadDashboard = (key: string) => get<Dashboard>(`/dashboards/${key}`);

export const loadDashboardData = (key: string, widgets?: readonly string[], signal?: AbortSignal) =>
  get<DashboardData>(`/dashboards/${key}/data`, { widgets: widgets?.join(',') }, signal);
