import { nextBucket, weekday } from './buckets';
import type { Encode } from './look';
import { cellNumber, type Result, type ResultCell, type ResultColumn, type Words } from './result';
import { type Chart, chartOf } from './series';

/** Steps of a colour from hardly anything to the most. */
export const STEPS = 5;

/** How strong the colour of a value is, 0 (nothing) to 5; below nothing it is strong in another colour. */
export function strength(value: number | null, most: number): number {
  if (value === null || value === 0 || most === 0) return 0;
  return Math.sign(value) * Math.max(1, Math.ceil((Math.abs(value) / most) * STEPS - 1e-9));
}

/** A heat map: groups down, groups across, a number where they meet. */
export interface HeatMap {
  chart: Chart;
  most: number;
  /** Rows and columns that are there but not shown. */
  hiddenRows: number;
  hiddenColumns: number;
}

const MOST_ROWS = 60;
const MOST_COLUMNS = 60;

export function heatMapOf(result: Result, encode: Encode, words: Words): HeatMap {
  // Down stands the axis of a chart, across its series: a heat map has room for more of those.
  const across = encode.x;
  const chart = chartOf(result, words, { ...encode, x: yOf(encode), series: across } as Encode);
  const values = chart.series.flatMap((series) => series.values.map((value) => Math.abs(value ?? 0)));
  return {
    chart: { ...chart, categories: chart.categories.slice(0, MOST_ROWS), series: chart.series.slice(0, MOST_COLUMNS) },
    most: largest(values),
    hiddenRows: Math.max(0, chart.categories.length - MOST_ROWS),
    hiddenColumns: chart.hidden,
  };
}

function yOf({ y }: Encode): string | undefined {
  return typeof y === 'string' ? y : y?.[0];
}

/** The greatest, of any number of values: spreading them as arguments would overflow. */
export function largest(values: readonly number[]): number {
  return values.reduce((most, value) => (value > most ? value : most), 0);
}

export interface CalendarDay {
  day: string;
  value: number | null;
  cell: ResultCell | undefined;
}

export interface CalendarYear {
  year: number;
  /** Columns of seven days, Monday first; undefined before the first and after the last day of the year. */
  weeks: (CalendarDay | undefined)[][];
}

export interface Calendar {
  column: ResultColumn | undefined;
  years: readonly CalendarYear[];
  /** Years with values, of which only the last ones are drawn. */
  hidden: number;
  most: number;
}

/** Days as a calendar, year by year; the last years where there are more than fit. */
export function calendarOf(result: Result, encode: Encode, words: Words, mostYears: number): Calendar {
  const chart = chartOf(result, words, encode, false);
  const [series] = chart.series;
  const cells = new Map<string, ResultCell | undefined>();
  chart.categories.forEach((category, index) => {
    if (category.key !== null && !category.others) cells.set(category.key.slice(0, 10), series?.cells[index]);
  });
  const years = [
    ...new Set([...cells].filter(([, cell]) => cell !== undefined).map(([day]) => Number(day.slice(0, 4)))),
  ].sort((left, right) => right - left);
  const shown = years.slice(0, mostYears);
  const values = [...cells.values()].map((cell) => Math.abs(cellNumber(cell) ?? 0));
  return {
    column: series?.column,
    years: shown.map((year) => ({ year, weeks: weeksOf(year, cells) })),
    hidden: years.length - shown.length,
    most: largest(values),
  };
}

function weeksOf(year: number, cells: ReadonlyMap<string, ResultCell | undefined>): (CalendarDay | undefined)[][] {
  const weeks: (CalendarDay | undefined)[][] = [];
  const last = `${year}-12-31`;
  let week: (CalendarDay | undefined)[] = new Array(weekday(`${year}-01-01`)).fill(undefined);
  for (let day = `${year}-01-01`; day <= last; day = nextBucket('day', day)) {
    const cell = cells.get(day);
    week.push({ day, value: cellNumber(cell), cell });
    if (week.length === 7) {
      weeks.push(week);
      week = [];
    }
  }
  if (week.length > 0) weeks.push([...week, ...new Array(7 - week.length).fill(undefined)]);
  return weeks;
}
