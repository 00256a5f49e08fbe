import type { ResultCell, ResultColumn, WidgetData } from '@/api/dashboards';
import { type Language, labelText } from '@/engine/blueprint';
import { formatNumber, formatQuantity } from '@/engine/numbers';

const NUMERIC = new Set(['number', 'money', 'percent', 'integer', 'count']);

export function isMeasure(column: ResultColumn): boolean {
  return column.role === undefined ? NUMERIC.has(column.type) : column.role === 'measure';
}

/** A cell as text: exact and grouped, options by their label. */
export function cellText(
  column: ResultColumn,
  cell: ResultCell | undefined,
  language: Language,
  nothing: string,
): string {
  if (cell === null || cell === undefined || cell === '') return nothing;
  if (typeof cell === 'object') return cell.title;
  if (typeof cell === 'boolean') return cell ? '✓' : '—';
  const text = String(cell);
  const option = column.options?.find((each) => each.key === text);
  if (option) return labelText(option.label, language, text);
  if (column.type === 'money') return formatNumber(text, column.scale ?? 2);
  if (column.type === 'percent') return `${formatQuantity(text, column.scale ?? 1)}%`;
  if (NUMERIC.has(column.type)) return formatQuantity(text, column.scale ?? 2);
  return text;
}

/** 12345678 as 1,234.6万 in Chinese and 12.3M in English: for axes, where exactness is the table's business. */
export function shortNumber(value: number, language: Language): string {
  return new Intl.NumberFormat(language === 'zh' ? 'zh-CN' : 'en', {
    notation: 'compact',
    maximumFractionDigits: 1,
  }).format(value);
}

export function dimensionOf(data: WidgetData): number {
  return data.columns.findIndex((column) => !isMeasure(column));
}

export function measuresOf(data: WidgetData): number[] {
  return data.columns.flatMap((column, index) => (isMeasure(column) ? [index] : []));
}
