import { addToDate, endOfMonth, makeDate, unitsBetween, weekday } from '../value/dateSteps';
import { addToMoment, dateOf, momentsBetween } from '../value/moments';
import { integer, whole } from '../value/numbers';
import { isCalendar, type Unit, unitOf } from '../value/units';
import { isRecord } from '../value/values';
import { addWorkingDays, workingDaysBetween } from '../value/workingDays';
import type { Rule } from './compile';
import { dateAt, momentAt, numberAt, ofDate, ofDateAndNumber, ofDates } from './strict';

const made: Rule = (args) => (frame) => {
  if (args.length === 1) {
    return dateAt(args, 0, frame);
  }
  const year = numberAt(args, 0, frame);
  const month = numberAt(args, 1, frame);
  const day = numberAt(args, 2, frame);
  return year === null || month === null || day === null ? null : makeDate(integer(year), integer(month), integer(day));
};

/** The unit, which the checker has made sure is a constant and comes third. */
function unit(call: Parameters<Rule>[1]): Unit {
  const constant = call.args[2];
  return (constant?.kind === 'constant' && unitOf(String(constant.value))) || 'day';
}

const adding: Rule = (args, call) => {
  const by = unit(call);
  if (call.type === 'date') {
    return ofDateAndNumber((date, amount) => addToDate(date, integer(amount), by))(args, call);
  }
  return (frame) => {
    const moment = momentAt(args, 0, frame);
    const amount = numberAt(args, 1, frame);
    return moment === null || amount === null ? null : addToMoment(moment, integer(amount), by, frame.environment.zone);
  };
};

const difference: Rule = (args, call) => {
  const by = unit(call);
  if (isCalendar(by)) {
    return ofDates((start, end) => whole(unitsBetween(start, end, by)))(args, call);
  }
  return (frame) => {
    const start = momentAt(args, 0, frame);
    const end = momentAt(args, 1, frame);
    return start === null || end === null ? null : whole(momentsBetween(start, end, by));
  };
};

const workday: Rule = (args) => (frame) => {
  const start = dateAt(args, 0, frame);
  const days = numberAt(args, 1, frame);
  return start === null || days === null ? null : addWorkingDays(start, integer(days), frame.environment.holidays);
};

export const dateRules: Readonly<Record<string, Rule>> = {
  TODAY: () => (frame) => dateOf(frame.environment.now, frame.environment.zone),
  NOW: () => (frame) => frame.environment.now,
  DATE: made,
  YEAR: ofDate((date) => whole(date.year)),
  MONTH: ofDate((date) => whole(date.month)),
  DAY: ofDate((date) => whole(date.day)),
  WEEKDAY: ofDateAndNumber((date, type) => {
    const number = weekday(date, integer(type));
    return number === null ? null : whole(number);
  }),
  DATEADD: adding,
  DATEDIF: difference,
  EOMONTH: ofDateAndNumber((date, months) => endOfMonth(date, integer(months))),
  WORKDAY: workday,
  NETWORKDAYS: ofDates((start, end, frame) => whole(workingDaysBetween(start, end, frame.environment.holidays))),
  '#date': (args) => (frame) => {
    const moment = momentAt(args, 0, frame);
    return moment === null ? null : dateOf(moment, frame.environment.zone);
  },
  '#id':
    ([record]) =>
    (frame) => {
      const value = record?.evaluate(frame) ?? null;
      return isRecord(value) ? (value.fields.id ?? null) : value;
    },
};
