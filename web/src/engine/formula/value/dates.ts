/** A date of the years 1 to 9999, without a time zone. */
export class PlainDate {
  private constructor(
    /** Days since 1970-01-01. */
    readonly epochDay: number,
    readonly year: number,
    readonly month: number,
    readonly day: number,
  ) {}

  /** A date that exists, or `null`. */
  static of(year: number, month: number, day: number): PlainDate | null {
    if (month < 1 || month > 12 || day < 1 || day > daysIn(year, month)) {
      return null;
    }
    return PlainDate.ofEpochDay(epochDayOf(year, month, day));
  }

  /** The date that many days after 1970-01-01, or `null` outside the years 1 to 9999. */
  static ofEpochDay(epochDay: number): PlainDate | null {
    const { year, month, day } = civil(epochDay);
    return year < 1 || year > 9999 ? null : new PlainDate(epochDay, year, month, day);
  }

  /** Reads `2026-03-01`. */
  static parse(text: string): PlainDate | null {
    const match = /^([0-9]{4})-([0-9]{2})-([0-9]{2})$/.exec(text);
    return match ? PlainDate.of(Number(match[1]), Number(match[2]), Number(match[3])) : null;
  }

  /** 1 for Monday to 7 for Sunday. */
  get weekday(): number {
    return ((((this.epochDay + 3) % 7) + 7) % 7) + 1;
  }

  toString(): string {
    return `${pad(this.year, 4)}-${pad(this.month, 2)}-${pad(this.day, 2)}`;
  }
}

export function pad(number: number, width: number): string {
  return String(number).padStart(width, '0');
}

export function daysIn(year: number, month: number): number {
  if (month === 2) {
    return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  }
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** Days since 1970-01-01 in the proleptic Gregorian calendar; years start in March while counting. */
export function epochDayOf(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146097 + dayOfEra - 719468;
}

function civil(epochDay: number): { year: number; month: number; day: number } {
  const shifted = epochDay + 719468;
  const era = Math.floor(shifted / 146097);
  const dayOfEra = shifted - era * 146097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36524) - Math.floor(dayOfEra / 146096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
  const day = dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1;
  return { year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day };
}
