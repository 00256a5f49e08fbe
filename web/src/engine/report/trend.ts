import type { Encode } from './look';
import {
  cellNumber,
  columnAt,
  dimensionsOf,
  measuresOf,
  type Result,
  type ResultCell,
  type ResultColumn,
} from './result';

/** A number, what it was before, and how it changed. */
export interface BigNumber {
  column: ResultColumn;
  cell: ResultCell | undefined;
  /** Window columns beside it: 环比, 同比. */
  changes: readonly { column: ResultColumn; cell: ResultCell | undefined; value: number | null }[];
  /** Earlier values, the last one being the number itself; empty without a date. */
  points: readonly (number | null)[];
}

/** Numbers that stand by themselves: of a result with dates the last one, with the way it came. */
export function bigNumbersOf(result: Result, encode: Encode = {}): BigNumber[] {
  const dated = dimensionsOf(result).length > 0;
  const row = dated ? result.rows.at(-1) : result.rows[0];
  const windows = result.columns.flatMap((column, at) => (column.role === 'window' ? [at] : []));
  const wanted = columnAt(result, encode.value);
  const values = wanted >= 0 ? [wanted] : measuresOf(result).filter((at) => !windows.includes(at));
  const change = columnAt(result, encode.change);
  const shown = change >= 0 ? [change] : windows;
  return values.map((at, index) => ({
    column: result.columns[at] as ResultColumn,
    cell: row?.[at],
    // Changes belong to the first number; which of several they are of, the answer does not say.
    changes: (index === 0 ? shown : []).map((each) => ({
      column: result.columns[each] as ResultColumn,
      cell: row?.[each],
      value: cellNumber(row?.[each]),
    })),
    points: dated ? result.rows.map((each) => cellNumber(each[at])) : [],
  }));
}
