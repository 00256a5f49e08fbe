import { fromWallClock, toWallClock } from './dates';

/** Days are plain dates: 2026-03-01. Weeks begin on Monday. */

function utc(day: string): Date {
  return new Date(`${day}T00:00:00Z`);
}

export function addDays(day: string, count: number): string {
  const date = utc(day);
  date.setUTCDate(date.getUTCDate() + count);
  return date.toISOString().slice(0, 10);
}

export function daysBetween(from: string, to: string): number {
  return Math.round((utc(to).getTime() - utc(from).getTime()) / 86_400_000);
}

export function monday(day: string): string {
  return addDays(day, -((utc(day).getUTCDay() + 6) % 7));
}

/** The first day of the month that lies so many months from the day's. */
export function monthFrom(day: string, months: number): string {
  const date = utc(`${day.slice(0, 7)}-01`);
  date.setUTCMonth(date.getUTCMonth() + months);
  return date.toISOString().slice(0, 10);
}

/** The days a calendar shows: a week, or the whole weeks a month lies in. */
export function shownDays(mode: 'month' | 'week', day: string): string[] {
  const first = mode === 'week' ? monday(day) : monday(`${day.slice(0, 7)}-01`);
  const last = mode === 'week' ? addDays(first, 6) : addDays(monday(addDays(monthFrom(day, 1), -1)), 6);
  return Array.from({ length: daysBetween(first, last) + 1 }, (_, index) => addDays(first, index));
}

/** The day a date or a moment falls on in a time zone. */
export function dayOf(value: string, timeZone: string): string {
  return value.length === 10 ? value : toWallClock(value, timeZone).slice(0, 10);
}

/** A date or moment so many days later, at the same time of the clock. */
export function shifted(value: string, days: number, timeZone: string): string {
  if (value.length === 10) return addDays(value, days);
  const wall = toWallClock(value, timeZone);
  return fromWallClock(`${addDays(wall.slice(0, 10), days)} ${wall.slice(11)}`, timeZone) ?? value;
}

/** The days something takes, at most those shown. */
export function spanOf(start: string, end: string | null, timeZone: string, shown: readonly string[]): string[] {
  const from = dayOf(start, timeZone);
  const to = end === null ? from : dayOf(end, timeZone);
  return shown.filter((day) => day >= from && day <= (to < from ? from : to));
}
