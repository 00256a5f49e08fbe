import type { Decimal } from 'decimal.js';
import { addToDate } from '../value/dateSteps';
import type { PlainDate } from '../value/dates';
import { add, divide, integer, multiply, negated, percent, power, subtract, whole } from '../value/numbers';
import { plainText } from '../value/plain';
import { orEmpty } from '../value/texts';
import { compareValues } from './compare';
import type { Rule } from './compile';
import { bounded } from './frame';
import { ofDateAndNumber, ofDates, ofNumber, ofNumbers } from './strict';

const shift = (sign: number) => (date: PlainDate, days: Decimal) => addToDate(date, sign * integer(days), 'day');

const plus: Rule = (args, call) =>
  call.type === 'date' ? ofDateAndNumber(shift(1))(args, call) : ofNumbers(add)(args, call);

const minus: Rule = (args, call) => {
  if (call.type === 'date') {
    return ofDateAndNumber(shift(-1))(args, call);
  }
  return call.args[1]?.type === 'date'
    ? ofDates((end, start) => whole(end.epochDay - start.epochDay))(args, call)
    : ofNumbers(subtract)(args, call);
};

/** A comparison is false whenever a side is empty. */
function comparison(wanted: (sign: number) => boolean): Rule {
  return ([left, right]) =>
    (frame) => {
      const sign = compareValues(left?.evaluate(frame) ?? null, right?.evaluate(frame) ?? null);
      return sign !== undefined && wanted(sign);
    };
}

/** Joins plain texts; empty adds nothing. */
export const joined: Rule = (args) => (frame) =>
  orEmpty(bounded(args.map((arg) => plainText(arg.evaluate(frame), frame.environment.zone)).join('')));

export const operatorRules: Readonly<Record<string, Rule>> = {
  '+': plus,
  '-': minus,
  '*': ofNumbers(multiply),
  '/': ofNumbers(divide),
  '^': ofNumbers(power),
  '-x': ofNumber(negated),
  '+x': ofNumber((a) => a),
  '%': ofNumber(percent),
  '&': joined,
  '=': comparison((sign) => sign === 0),
  '<>': comparison((sign) => sign !== 0),
  '<': comparison((sign) => sign < 0),
  '<=': comparison((sign) => sign <= 0),
  '>': comparison((sign) => sign > 0),
  '>=': comparison((sign) => sign >= 0),
  and:
    ([left, right]) =>
    (frame) =>
      left?.evaluate(frame) === true && right?.evaluate(frame) === true,
  or:
    ([left, right]) =>
    (frame) =>
      left?.evaluate(frame) === true || right?.evaluate(frame) === true,
};
