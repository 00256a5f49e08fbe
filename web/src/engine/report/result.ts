import { type Label, type Language, labelText, type SelectOption } from '../blueprint';
import { Exact, formatQuantity } from '../numbers';
import { bucketText } from './buckets';
import { amountText, type NumberFormat } from './units';

export type ColumnRole = 'dimension' | 'measure' | 'result' | 'window';

/** What a question was answered: columns, rows, and how many rows there are. */
export interface ResultColumn {
  key: string;
  label: string;
  type: string;
  role?: ColumnRole;
  scale?: number;
  unit?: string;
  /** The stretch of days a value stands for by its first day, or what it is of the year or the day. */
  bucket?: string;
  /** The month a fiscal year begins with. */
  yearBegins?: number;
  /** Lower edges of the bins a number is put into, ascending. */
  bins?: Bins;
  options?: readonly (SelectOption | { key: string; label: Label | string; color?: string })[];
  /** The form of a reference. */
  form?: string;
}

export type Bins = { size: string; from?: string } | { edges: readonly string[] };

/** What did not fit among the first n, and how many values that were. */
export interface Others {
  others: number;
}

export type ResultCell = string | number | boolean | null | { id: string; title: string } | Others;

/** Of a pivot: the same question over fewer dimensions. */
export interface Total {
  /** The dimensions that are left. */
  of: readonly string[];
  /** The keys of the columns its rows have. */
  columns: readonly string[];
  rows: readonly (readonly ResultCell[])[];
  total?: number;
  limited?: boolean;
}

export interface Result {
  columns: readonly ResultColumn[];
  rows: readonly (readonly ResultCell[])[];
  /** Rows there are; more than `rows` holds when `limited`. */
  total: number;
  limited: boolean;
  totals?: readonly Total[];
  /** Records, or lines, that it was read from. */
  read?: number;
  /** The moment for which it holds. */
  asOf?: string;
  /** Values that are left out beyond the first n. */
  cut?: readonly { dimension: string; values: number }[];
}

const NUMERIC = new Set(['number', 'money', 'percent', 'integer', 'count', 'rating']);

export function isNumber(column: ResultColumn): boolean {
  return NUMERIC.has(column.type);
}

export function isMeasure(column: ResultColumn): boolean {
  return column.role === undefined ? isNumber(column) : column.role !== 'dimension';
}

/** The places of the columns that rows are gathered by. */
export function dimensionsOf({ columns }: Pick<Result, 'columns'>): number[] {
  return columns.flatMap((column, index) => (isMeasure(column) ? [] : [index]));
}

export function measuresOf({ columns }: Pick<Result, 'columns'>): number[] {
  return columns.flatMap((column, index) => (isMeasure(column) ? [index] : []));
}

export function columnAt({ columns }: Pick<Result, 'columns'>, key: string | undefined): number {
  return key === undefined ? -1 : columns.findIndex((column) => column.key === key);
}

export function isOthers(cell: ResultCell | undefined): cell is Others {
  return typeof cell === 'object' && cell !== null && 'others' in cell;
}

/** What a cell is told apart by, as text; records by their id. Null for an empty one. */
export function cellKey(cell: ResultCell | undefined): string | null {
  if (cell === null || cell === undefined || cell === '') return null;
  if (isOthers(cell)) return '\u0000others';
  return typeof cell === 'object' ? cell.id : String(cell);
}

/** A measure as a number to draw; null for an empty one. What is read stays the exact text. */
export function cellNumber(cell: ResultCell | undefined): number | null {
  if (cell === null || cell === undefined || cell === '' || typeof cell === 'object') return null;
  const number = Number(cell);
  return Number.isFinite(number) ? number : null;
}

export interface Words {
  language: Language;
  /** What stands for an empty value. */
  nothing: string;
  /** What stands for the groups beyond the first ones. */
  others: string;
}

/** A cell as text: exact and grouped, options by their label, buckets and bins by their name. */
export function cellText(
  column: ResultColumn,
  cell: ResultCell | undefined,
  words: Words,
  format: NumberFormat = {},
): string {
  if (cell === null || cell === undefined || cell === '') return words.nothing;
  if (isOthers(cell)) return `${words.others} (${cell.others})`;
  if (typeof cell === 'object') return cell.title;
  if (typeof cell === 'boolean') return cell ? '✓' : '—';
  const text = String(cell);
  const option = column.options?.find((each) => each.key === text);
  if (option) return labelText(option.label, words.language, text);
  if (column.bins) return binText(column.bins, text);
  if (column.bucket) return bucketText(column, text, words.language);
  return isNumber(column) ? numberText(column, text, words, format) : text;
}

function numberText(column: ResultColumn, text: string, { language }: Words, format: NumberFormat): string {
  if (column.type === 'percent') {
    // What a question works out is a part of one; what a field holds is a number of hundredths.
    const worked = column.role === 'window' || column.role === 'result';
    const hundredths = worked && /^[+-]?\d/.test(text) ? new Exact(text).times(100).toFixed() : text;
    return `${formatQuantity(hundredths, format.decimals ?? (worked ? 1 : (column.scale ?? 1)))}%`;
  }
  const { scale, unit } = column;
  return amountText(text, { money: column.type === 'money', scale, unit }, format, language);
}

/** 100–200 for a bin of a size, 1000– for the last of given edges. */
function binText(bins: Bins, from: string): string {
  if ('size' in bins)
    return `${formatQuantity(from, 10)}–${formatQuantity(new Exact(from).plus(bins.size).toFixed(), 10)}`;
  const at = bins.edges.findIndex((edge) => Number(edge) === Number(from));
  const to = bins.edges[at + 1];
  return `${formatQuantity(from, 10)}–${to === undefined ? '' : formatQuantity(to, 10)}`;
}

/** The colour an option has everywhere it is shown. */
export function optionColour(column: ResultColumn | undefined, cell: ResultCell | undefined): string | undefined {
  const key = cellKey(cell);
  return column?.options?.find((each) => each.key === key)?.color;
}
