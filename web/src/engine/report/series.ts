import { allBuckets, isBucket } from './buckets';
import type { Encode } from './look';
import {
  cellKey,
  cellNumber,
  cellText,
  columnAt,
  dimensionsOf,
  isOthers,
  measuresOf,
  optionColour,
  type Result,
  type ResultCell,
  type ResultColumn,
  type Words,
} from './result';

/** A group on an axis: what it is told apart by, and what people read. */
export interface Category {
  key: string | null;
  text: string;
  colour: string | undefined;
  /** Its values by the keys of their dimensions. */
  at: Readonly<Record<string, ResultCell>>;
  /** Whether it gathers what did not fit among the first. */
  others: boolean;
}

/** One line or one set of bars: a value per category. */
export interface Series {
  name: string;
  /** The measure. */
  column: ResultColumn;
  /** Of a measure that a second dimension splits: which of its values. */
  split: Category | undefined;
  values: readonly (number | null)[];
  /** The exact cells behind the values; undefined where there is no row. */
  cells: readonly (ResultCell | undefined)[];
  colour: string | undefined;
}

export interface Chart {
  dimension: ResultColumn | undefined;
  /** The dimension that makes several series of one measure. */
  splitBy: ResultColumn | undefined;
  categories: readonly Category[];
  series: readonly Series[];
  /** Series that are not drawn because there are too many to tell apart. */
  hidden: number;
}

/** More lines than this nobody can tell apart. */
export const MOST_SERIES = 20;

/** The columns that make the groups of the axis, that make the series, and that are drawn. */
export interface Roles {
  x: readonly number[];
  series: number | undefined;
  y: readonly number[];
}

export function rolesOf(result: Result, encode: Encode = {}, splits = true): Roles {
  const dimensions = dimensionsOf(result);
  const wanted = (typeof encode.y === 'string' ? [encode.y] : (encode.y ?? (encode.value ? [encode.value] : []))).map(
    (key) => columnAt(result, key),
  );
  const known = wanted.filter((at) => at >= 0);
  const y = known.length > 0 ? known : measuresOf(result);
  const first = columnAt(result, encode.x ?? encode.name);
  const named = columnAt(result, encode.series);
  const head = first >= 0 ? first : (dimensions.find((at) => at !== named) ?? -1);
  const rest = dimensions.filter((at) => at !== head);
  // Further dimensions are put together, so that no row hides another.
  const series = splits ? (named >= 0 ? named : rest[0]) : undefined;
  return { x: [...(head < 0 ? [] : [head]), ...rest.filter((at) => at !== series)], series, y };
}

function categoriesAt(result: Result, ats: readonly number[], words: Words): Category[] {
  const seen = new Map<string, Category>();
  for (const row of result.rows) {
    const id = groupOf(row, ats);
    if (seen.has(id)) continue;
    const cells = ats.map((at) => row[at] ?? null);
    seen.set(id, categoryOf(result, ats, cells, words));
  }
  const found = [...seen.values()];
  const [only] = ats;
  const column = only === undefined ? undefined : result.columns[only];
  return ats.length === 1 && column?.bucket ? filled(column, found, words) : found;
}

function categoryOf(result: Result, ats: readonly number[], cells: readonly ResultCell[], words: Words): Category {
  const columns = ats.map((at) => result.columns[at] as ResultColumn);
  const [first] = columns;
  return {
    key: cells.length === 1 ? cellKey(cells[0]) : cells.map((cell) => cellKey(cell) ?? '').join('\u0001'),
    text: columns.map((column, index) => cellText(column, cells[index], words)).join(' · '),
    colour: optionColour(first, cells[0]),
    at: Object.fromEntries(columns.map((column, index) => [column.key, cells[index] ?? null])),
    others: isOthers(cells[0]),
  };
}

/** What tells the groups of rows apart; the days of stretches are compared as days. */
function groupOf(row: readonly ResultCell[], ats: readonly number[]): string {
  return ats.map((at) => cellKey(row[at]) ?? '\u0002').join('\u0001');
}

/** Stretches without a row stand on the axis too: time runs evenly. Empty dates stand last. */
function filled(column: ResultColumn, found: readonly Category[], words: Words): Category[] {
  const bucket = column.bucket;
  if (!bucket || !isBucket(bucket)) return [...found];
  const dated = found.filter((each) => each.key !== null && !each.others);
  const rest = found.filter((each) => each.key === null || each.others);
  const keys = dated.map((each) => (each.key as string).slice(0, 10));
  const descending = keys.length > 1 && (keys[0] ?? '') > (keys.at(-1) ?? '');
  const sorted = descending ? keys.toReversed() : keys;
  // Sorted by something else than time: the order says something, and gaps would disturb it.
  if (sorted.some((key, index) => index > 0 && key < (sorted[index - 1] ?? ''))) return [...found];
  const all = allBuckets(bucket, keys);
  if (!all) return [...found];
  const known = new Map(dated.map((each, index) => [keys[index], each]));
  const complete = all.map(
    (day): Category =>
      known.get(day) ?? {
        key: day,
        text: cellText(column, day, words),
        colour: undefined,
        at: { [column.key]: day },
        others: false,
      },
  );
  return [...(descending ? complete.reverse() : complete), ...rest];
}

/**
 * The result as a chart with one axis of groups. With two dimensions the second one makes the series, with several
 * measures each is one.
 */
export function chartOf(result: Result, words: Words, encode: Encode = {}, splits = true): Chart {
  const roles = rolesOf(result, encode, splits);
  const categories = roles.x.length === 0 ? [total(words)] : categoriesAt(result, roles.x, words);
  const place = new Map(categories.map((each, index) => [idOf(each, roles, result), index]));
  const divided = roles.series === undefined ? [undefined] : categoriesAt(result, [roles.series], words);
  const wanted = divided.slice(0, MOST_SERIES);
  const cells = new Map<string, (ResultCell | undefined)[]>();
  for (const split of wanted) {
    for (const at of roles.y) cells.set(`${at}/${split?.key ?? ''}`, new Array(categories.length).fill(undefined));
  }
  for (const row of result.rows) {
    const index = roles.x.length === 0 ? 0 : place.get(groupOf(row, roles.x));
    const split = roles.series === undefined ? '' : (cellKey(row[roles.series]) ?? '');
    if (index === undefined) continue;
    for (const at of roles.y) {
      const of = cells.get(`${at}/${split}`);
      if (of) of[index] = row[at] ?? null;
    }
  }
  const several = roles.y.length > 1;
  const series = wanted.flatMap((split) =>
    roles.y.map((at): Series => {
      const column = result.columns[at] as ResultColumn;
      const own = cells.get(`${at}/${split?.key ?? ''}`) ?? [];
      return {
        name: split === undefined ? column.label : several ? `${split.text} · ${column.label}` : split.text,
        column,
        split,
        cells: own,
        values: own.map(cellNumber),
        colour: split?.colour,
      };
    }),
  );
  return {
    dimension: result.columns[roles.x[0] ?? -1],
    splitBy: result.columns[roles.series ?? -1],
    categories,
    series,
    hidden: (divided.length - wanted.length) * Math.max(roles.y.length, 1),
  };
}

function total({ nothing }: Words): Category {
  return { key: null, text: nothing, colour: undefined, at: {}, others: false };
}

function idOf(category: Category, roles: Roles, result: Result): string {
  return roles.x.map((at) => cellKey(category.at[result.columns[at]?.key ?? '']) ?? '\u0002').join('\u0001');
}

/** What a click on a picture means: the values of the dimensions of what was hit. */
export function hitOf(chart: Chart, index: number, series: number): Record<string, ResultCell> | undefined {
  const category = chart.categories[index];
  if (!category) return undefined;
  return { ...category.at, ...(chart.series[series]?.split?.at ?? {}) };
}

/** The first categories by their first value, the rest put together; for pictures that cannot show many. */
export function topOf(
  chart: Chart,
  most: number,
): { slices: { category: Category; value: number; cell: ResultCell | undefined }[]; folded: number; rest: number } {
  const [series] = chart.series;
  const all = chart.categories.map((category, index) => ({
    category,
    value: series?.values[index] ?? 0,
    cell: series?.cells[index],
  }));
  if (all.length <= most) return { slices: all, folded: 0, rest: 0 };
  const sorted = all.toSorted((left, right) => Math.abs(right.value) - Math.abs(left.value));
  const kept = new Set(sorted.slice(0, most - 1));
  return {
    slices: all.filter((each) => kept.has(each)),
    folded: all.length - kept.size,
    rest: sorted.slice(most - 1).reduce((sum, each) => sum + each.value, 0),
  };
}
