/** Units of DATEADD and DATEDIF, under Excel's letters or as words, in any case. */
export type Unit = 'year' | 'month' | 'week' | 'day' | 'hour' | 'minute' | 'second';

const letters: Readonly<Record<string, Unit>> = {
  Y: 'year',
  M: 'month',
  W: 'week',
  D: 'day',
  H: 'hour',
  MI: 'minute',
  S: 'second',
};

export function unitOf(text: string): Unit | undefined {
  const upper = text.toUpperCase();
  return Object.hasOwn(letters, upper)
    ? letters[upper]
    : Object.values(letters).find((unit) => unit.toUpperCase() === upper);
}

export function isCalendar(unit: Unit): boolean {
  return millisOf(unit) === 0;
}

/** Length of a clock unit in milliseconds; 0 for the units of the calendar. */
export function millisOf(unit: Unit): number {
  switch (unit) {
    case 'hour':
      return 3_600_000;
    case 'minute':
      return 60_000;
    case 'second':
      return 1_000;
    default:
      return 0;
  }
}
