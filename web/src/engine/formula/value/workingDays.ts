import { PlainDate } from './dates';

/** Days off and weekend days on which people work (调休); a day in both sets is a working day. */
export interface HolidayCalendar {
  readonly holidays: ReadonlySet<number>;
  readonly workingDays: ReadonlySet<number>;
}

export const noHolidays: HolidayCalendar = { holidays: new Set(), workingDays: new Set() };

let installed: HolidayCalendar = noHolidays;

/** The calendar of this installation, by which formulas count unless they are given another. */
export function installedCalendar(): HolidayCalendar {
  return installed;
}

export function installCalendar(calendar: HolidayCalendar): void {
  installed = calendar;
}

/** A calendar from dates written like `2026-02-16`. */
export function holidayCalendar(holidays: readonly string[], workingDays: readonly string[]): HolidayCalendar {
  return { holidays: epochDays(holidays), workingDays: epochDays(workingDays) };
}

function epochDays(dates: readonly string[]): Set<number> {
  return new Set(dates.map(PlainDate.parse).flatMap((date) => (date === null ? [] : [date.epochDay])));
}

const largestStep = 10_000;

function isWeekday(epochDay: number): boolean {
  return (((epochDay + 3) % 7) + 7) % 7 < 5;
}

function isWorkingDay(epochDay: number, calendar: HolidayCalendar): boolean {
  return calendar.workingDays.has(epochDay) || (isWeekday(epochDay) && !calendar.holidays.has(epochDay));
}

/** The date that many working days later, or earlier; the date itself for 0. */
export function addWorkingDays(start: PlainDate, days: number, calendar: HolidayCalendar): PlainDate | null {
  if (Math.abs(days) > largestStep) {
    return null;
  }
  let day = start.epochDay;
  for (let left = Math.abs(days); left > 0; ) {
    day += Math.sign(days);
    if (PlainDate.ofEpochDay(day) === null) {
      return null;
    }
    if (isWorkingDay(day, calendar)) {
      left--;
    }
  }
  return PlainDate.ofEpochDay(day);
}

/** Working days from one date to the other, both included; negative when it goes back. */
export function workingDaysBetween(start: PlainDate, end: PlainDate, calendar: HolidayCalendar): number {
  if (start.epochDay > end.epochDay) {
    return -workingDaysBetween(end, start, calendar);
  }
  const within = (day: number) => day >= start.epochDay && day <= end.epochDay;
  const days = end.epochDay - start.epochDay + 1;
  let count = Math.floor(days / 7) * 5;
  for (let day = end.epochDay - (days % 7) + 1; day <= end.epochDay; day++) {
    count += isWeekday(day) ? 1 : 0;
  }
  for (const holiday of calendar.holidays) {
    count -= within(holiday) && isWeekday(holiday) && !calendar.workingDays.has(holiday) ? 1 : 0;
  }
  for (const workingDay of calendar.workingDays) {
    count += within(workingDay) && !isWeekday(workingDay) ? 1 : 0;
  }
  return count;
}
