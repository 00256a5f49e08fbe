import { addToDate } from './dateSteps';
import { epochDayOf, PlainDate } from './dates';
import { isCalendar, millisOf, type Unit } from './units';

const dayMillis = 86_400_000;
const largestStep = 999_999_999;

/** A point in time, to the millisecond. */
export class Moment {
  constructor(readonly millis: number) {}

  /** Reads `2026-03-01T08:30:00Z`. */
  static parse(text: string): Moment | null {
    const millis = Date.parse(text);
    return Number.isNaN(millis) ? null : new Moment(millis);
  }

  toString(): string {
    return new Date(this.millis).toISOString().replace('.000Z', 'Z');
  }
}

/** A moment as the clock on a wall shows it. */
export interface LocalMoment {
  readonly date: PlainDate;
  /** Milliseconds since midnight. */
  readonly time: number;
}

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known) {
    return known;
  }
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    calendar: 'iso8601',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    era: 'short',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  });
  formats.set(zone, format);
  return format;
}

/** Milliseconds by which the zone's clocks are ahead of UTC at that moment. */
function offset(millis: number, zone: string): number {
  const parts: Record<string, string> = {};
  for (const part of formatOf(zone).formatToParts(millis)) {
    parts[part.type] = part.value;
  }
  const number = (name: string) => Number(parts[name] ?? 0);
  const year = parts.era?.startsWith('B') ? 1 - number('year') : number('year');
  const seconds = (number('hour') * 60 + number('minute')) * 60 + number('second');
  const local = epochDayOf(year, number('month'), number('day')) * dayMillis + seconds * 1000;
  return local - Math.floor(millis / 1000) * 1000;
}

export function localOf(moment: Moment, zone: string): LocalMoment | null {
  const local = moment.millis + offset(moment.millis, zone);
  const day = Math.floor(local / dayMillis);
  const date = PlainDate.ofEpochDay(day);
  return date === null ? null : { date, time: local - day * dayMillis };
}

export function dateOf(moment: Moment, zone: string): PlainDate | null {
  return localOf(moment, zone)?.date ?? null;
}

/** A skipped time moves forward; of a repeated one it is the later. */
function momentOf(date: PlainDate, time: number, zone: string): Moment {
  const local = date.epochDay * dayMillis + time;
  const before = offset(local - dayMillis, zone);
  const after = offset(local + dayMillis, zone);
  const fitting = [local - before, local - after].filter((millis) => millis + offset(millis, zone) === local);
  return new Moment(fitting.length === 0 ? local - before : Math.max(...fitting));
}

export function addToMoment(moment: Moment, amount: number, unit: Unit, zone: string): Moment | null {
  if (Math.abs(amount) > largestStep) {
    return null;
  }
  if (!isCalendar(unit)) {
    const result = new Moment(moment.millis + amount * millisOf(unit));
    return Math.abs(result.millis) <= 8.64e15 && dateOf(result, zone) !== null ? result : null;
  }
  const local = localOf(moment, zone);
  const date = local === null ? null : addToDate(local.date, amount, unit);
  return local === null || date === null ? null : momentOf(date, local.time, zone);
}

/** Whole clock units from one moment to the other, towards zero. */
export function momentsBetween(from: Moment, to: Moment, unit: Unit): number {
  return Math.trunc((to.millis - from.millis) / millisOf(unit));
}
