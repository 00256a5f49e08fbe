import { LimitExceeded } from '../errors';
import { limits } from '../limits';
import type { Moment } from '../value/moments';
import type { FormulaRecord, FormulaValue } from '../value/values';
import { type HolidayCalendar, installedCalendar } from '../value/workingDays';

/** What a formula can ask for besides field values; the same for the whole of one evaluation. */
export interface Environment {
  readonly now: Moment;
  /** The workspace's time zone, such as `Asia/Shanghai`. */
  readonly zone: string;
  readonly holidays: HolidayCalendar;
}

export function environment(now: Moment, zone: string, holidays: HolidayCalendar = installedCalendar()): Environment {
  return { now, zone, holidays };
}

/** One evaluation: what it reads, where it is in a list, and what it has used up. */
export class Frame {
  entry: FormulaValue = null;
  private steps = 0;

  constructor(
    readonly root: FormulaRecord,
    readonly environment: Environment,
  ) {}

  step(): void {
    if (++this.steps > limits.steps) {
      throw new LimitExceeded('too-many-steps', limits.steps);
    }
  }
}

/** One step of a compiled formula. */
export type Node = (frame: Frame) => FormulaValue;

/** Passes a text that one step has made, unless it is too long. */
export function bounded(text: string): string {
  if (text.length > limits.textLength) {
    throw new LimitExceeded('text-too-long', limits.textLength);
  }
  return text;
}
