import type { Label } from '../blueprint';
import type { Unit } from './units';

/** A line that numbers are held against: a number, or a column of the answer. */
export interface Target {
  value?: string;
  column?: string;
}

/** From this number on, a value has this colour. */
export interface Threshold {
  from: string;
  color: string;
  label?: Label | string;
}

/** How a result is drawn, beyond the kind of picture: `options` of a widget. */
export interface Look {
  unit?: Unit;
  decimals?: number;
  /** Colours of series and slices that have none of their own, in their order. */
  colors?: readonly string[];
  legend?: boolean;
  /** Numbers written at the bars, points and slices. */
  labels?: boolean;
  horizontal?: boolean;
  smooth?: boolean;
  stack?: 'none' | 'normal' | 'percent';
  /** Of a combined picture: how each column is drawn, and on which side its axis stands. */
  types?: Readonly<Record<string, 'bar' | 'line'>>;
  axes?: Readonly<Record<string, 'left' | 'right'>>;
  target?: Target;
  thresholds?: readonly Threshold[];
  /** Of a pivot: row dimensions that begin closed. */
  collapsed?: readonly string[];
  pageSize?: number;
  minimum?: string;
  maximum?: string;
  start?: 'zero' | 'auto';
}

/** Which column does what. */
export interface Encode {
  x?: string;
  series?: string;
  y?: readonly string[] | string;
  name?: string;
  value?: string;
  trend?: string;
  change?: string;
  size?: string;
  columns?: readonly string[];
}

/** The colour of the last threshold that the value reaches. */
export function thresholdColour(
  thresholds: readonly Threshold[] | undefined,
  value: number | null,
): string | undefined {
  return thresholdOf(thresholds, value)?.color;
}

export function thresholdOf(thresholds: readonly Threshold[] | undefined, value: number | null): Threshold | undefined {
  if (value === null || !thresholds) return undefined;
  return thresholds
    .filter((each) => Number(each.from) <= value)
    .toSorted((left, right) => Number(left.from) - Number(right.from))
    .at(-1);
}
