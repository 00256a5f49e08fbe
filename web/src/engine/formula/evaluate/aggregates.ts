import type { Decimal } from 'decimal.js';
import { divide, Exact, rounded, whole, zero } from '../value/numbers';
import { type FormulaValue, isNumber } from '../value/values';
import { compareValues } from './compare';
import type { Argument, Rule } from './compile';
import type { Frame } from './frame';

/** Every value of every argument that is not empty. */
function present(args: readonly Argument[], frame: Frame): FormulaValue[] {
  const values: FormulaValue[] = [];
  for (const arg of args) {
    arg.feed(frame, (value) => {
      if (value !== null) {
        values.push(value);
      }
      return true;
    });
  }
  return values;
}

function total(values: readonly FormulaValue[]): Decimal {
  return values.reduce<Decimal>((sum, value) => (isNumber(value) ? Exact.add(sum, value) : sum), zero);
}

function average(values: readonly FormulaValue[]): Decimal | null {
  return divide(total(values), whole(values.length));
}

function extreme(better: (sign: number) => boolean): Rule {
  return (args) => (frame) =>
    present(args, frame).reduce((best, value) => {
      const sign = compareValues(value, best);
      return sign === undefined || better(sign) ? value : best;
    }, null);
}

export const aggregateRules: Readonly<Record<string, Rule>> = {
  SUM: (args) => (frame) => rounded(total(present(args, frame))),
  AVERAGE: (args) => (frame) => average(present(args, frame)),
  MIN: extreme((sign) => sign < 0),
  MAX: extreme((sign) => sign > 0),
  COUNT: (args) => (frame) => whole(present(args, frame).length),
};
