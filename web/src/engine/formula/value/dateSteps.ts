import { daysIn, PlainDate } from './dates';
import type { Unit } from './units';

const largestStep = 4_000_000;

/** Adds calendar units; a day the month does not have becomes its last. */
export function addToDate(date: PlainDate, amount: number, unit: Unit): PlainDate | null {
  if (Math.abs(amount) > largestStep) {
    return null;
  }
  switch (unit) {
    case 'year':
      return addMonths(date, amount * 12);
    case 'month':
      return addMonths(date, amount);
    case 'week':
      return PlainDate.ofEpochDay(date.epochDay + amount * 7);
    default:
      return PlainDate.ofEpochDay(date.epochDay + amount);
  }
}

function addMonths(date: PlainDate, months: number): PlainDate | null {
  const count = date.year * 12 + date.month - 1 + months;
  const year = Math.floor(count / 12);
  const month = count - year * 12 + 1;
  return PlainDate.of(year, month, Math.min(date.day, daysIn(year, month)));
}

/** Like Excel: month 13 is January of the next year, day 0 the last of the month before. */
export function makeDate(year: number, month: number, day: number): PlainDate | null {
  const january = year < 1 || year > 9999 ? null : PlainDate.of(year, 1, 1);
  const first = january === null ? null : addToDate(january, month - 1, 'month');
  return first === null ? null : addToDate(first, day - 1, 'day');
}

/** Whole calendar units, towards zero; negative when it goes back. */
export function unitsBetween(from: PlainDate, to: PlainDate, unit: Unit): number {
  switch (unit) {
    case 'year':
      return Math.trunc(monthsBetween(from, to) / 12);
    case 'month':
      return monthsBetween(from, to);
    case 'week':
      return Math.trunc((to.epochDay - from.epochDay) / 7);
    default:
      return to.epochDay - from.epochDay;
  }
}

function monthsBetween(from: PlainDate, to: PlainDate): number {
  return Math.trunc((packed(to) - packed(from)) / 32);
}

function packed(date: PlainDate): number {
  return (date.year * 12 + date.month) * 32 + date.day;
}

export function endOfMonth(date: PlainDate, months: number): PlainDate | null {
  const first = PlainDate.of(date.year, date.month, 1);
  const moved = first === null ? null : addToDate(first, months, 'month');
  return moved === null ? null : PlainDate.of(moved.year, moved.month, daysIn(moved.year, moved.month));
}

/** Excel's numbering: 1 from Sunday 1, 2 from Monday 1, 3 from Monday 0. */
export function weekday(date: PlainDate, numbering: number): number | null {
  switch (numbering) {
    case 1:
      return (date.weekday % 7) + 1;
    case 2:
      return date.weekday;
    case 3:
      return date.weekday - 1;
    default:
      return null;
  }
}
