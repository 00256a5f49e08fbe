import { PlainDate } from '../value/dates';
import { Moment } from '../value/moments';
import { compareTexts } from '../value/texts';
import { type FormulaValue, isNumber } from '../value/values';

/** Negative, zero or positive for two values of one type; undefined when one is empty. */
export function compareValues(a: FormulaValue, b: FormulaValue): number | undefined {
  if (isNumber(a) && isNumber(b)) {
    return a.comparedTo(b);
  }
  if (typeof a === 'string' && typeof b === 'string') {
    return compareTexts(a, b);
  }
  if (typeof a === 'boolean' && typeof b === 'boolean') {
    return Number(a) - Number(b);
  }
  if (a instanceof PlainDate && b instanceof PlainDate) {
    return a.epochDay - b.epochDay;
  }
  if (a instanceof Moment && b instanceof Moment) {
    return a.millis - b.millis;
  }
  return undefined;
}

export function equalValues(a: FormulaValue, b: FormulaValue): boolean {
  return compareValues(a, b) === 0;
}
