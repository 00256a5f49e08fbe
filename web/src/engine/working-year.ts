import { addDays, daysBetween, monday } from './calendar';

/** What a day is: worked or not, by the week or by the calendar. */
export type DayState = 'work' | 'weekend' | 'off' | 'makeup';

export interface KeptDay {
  date: string;
  kind: 'off' | 'work';
  name: string;
}

export interface YearDay {
  date: string;
  state: DayState;
  name: string;
}

export interface YearMonth {
  month: number;
  /** How many days before the first one its week has. */
  lead: number;
  days: YearDay[];
  working: number;
}

export function isWeekend(date: string): boolean {
  return daysBetween(monday(date), date) > 4;
}

function stateOf(date: string, kept: KeptDay | undefined): DayState {
  const weekend = isWeekend(date);
  if (kept?.kind === 'work' && weekend) return 'makeup';
  if (kept?.kind === 'off') return 'off';
  return weekend ? 'weekend' : 'work';
}

/** The months of a year, each day with what it is. */
export function workingYear(year: number, kept: readonly KeptDay[]): YearMonth[] {
  const byDate = new Map(kept.map((day) => [day.date, day]));
  return Array.from({ length: 12 }, (_, index) => {
    const first = `${year}-${String(index + 1).padStart(2, '0')}-01`;
    const days: YearDay[] = [];
    for (let date = first; date.slice(0, 7) === first.slice(0, 7); date = addDays(date, 1)) {
      const found = byDate.get(date);
      days.push({ date, state: stateOf(date, found), name: found?.name ?? '' });
    }
    return {
      month: index + 1,
      lead: daysBetween(monday(first), first),
      days,
      working: days.filter(({ state }) => state === 'work' || state === 'makeup').length,
    };
  });
}
