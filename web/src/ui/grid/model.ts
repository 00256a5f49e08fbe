import type { StoredRecord } from '@/api/records';
import type { Field, Form } from '@/engine/blueprint';
import type { Column } from '@/engine/grid/columns';
import type { Density } from '@/engine/list/view';

/** A line of the grid: a record, or something between records. */
export type Entry =
  | { kind: 'record'; row: number }
  /** The head of a group, with what it says about it. */
  | { kind: 'group'; key: string }
  /** A group whose records are on their way, or continue. */
  | { kind: 'more'; key: string };

/** What stands in which line. Records are numbered through; lines count everything. */
export interface GridRows {
  records: readonly StoredRecord[];
  count: number;
  at: (line: number) => Entry | undefined;
  lineOf: (row: number) => number;
  /** Rows may be added behind the last one. */
  open: boolean;
}

export function plainRows(records: readonly StoredRecord[], open: boolean): GridRows {
  return {
    records,
    count: records.length,
    at: (line) => (line < records.length ? { kind: 'record', row: line } : undefined),
    lineOf: (row) => row,
    open,
  };
}

export const ROW_HEIGHTS: Record<Density, number> = { compact: 30, normal: 36, loose: 48 };

/** The width of the column with the row's number and its box. */
export const GUTTER = 56;

export interface GridShape {
  form: Form;
  columns: readonly Column[];
  fields: readonly Field[];
  width: number;
  rowHeight: number;
}
