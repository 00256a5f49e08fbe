import type { Label } from '../blueprint';
import { parse } from '../formula/syntax/parser';
import { freeKey } from '../layout';
import type {
  Aggregate,
  BoardWidget,
  Derivation,
  Dimension,
  Measure,
  Question,
  QuestionBucket,
  ResultFormula,
  WidgetChart,
  Window,
} from './board';
import { compact } from './operations';

/** A field as questions see it: what the server offers for one. */
export interface AskedField {
  path: string;
  label: Label | string;
  type: string;
  dimension: boolean;
  aggregates: readonly Aggregate[];
  buckets: readonly QuestionBucket[];
}

/** Every key a question has given away: columns of its answer and numbers it works out on the way. */
export function takenKeys(question: Question): Set<string> {
  return new Set(
    [
      ...(question.dimensions ?? []),
      ...question.measures,
      ...(question.results ?? []),
      ...(question.windows ?? []),
      ...(question.derive ?? []),
    ].map((each) => each.key),
  );
}

const LONGEST_KEY = 22;

/** A key that says what it is of: `customer.region` becomes `region`. */
export function keyFor(question: Question, path: string, prefix = ''): string {
  const last = path.split('.').findLast((part) => part !== 'id') ?? path;
  const plain = `${prefix}${last}`
    .toLowerCase()
    .replace(/[^a-z0-9_]+/g, '_')
    .replace(/^[^a-z]+/, '')
    .slice(0, LONGEST_KEY);
  return freeKey(plain === '' ? 'value' : plain, takenKeys(question));
}

/** A formula that is nothing but a field. */
export function barePath(formula: string | undefined): string | undefined {
  if (formula === undefined) return undefined;
  const syntax = parse(formula, []);
  return syntax?.kind === 'field' ? syntax.names.map((name) => name.text).join('.') : undefined;
}

const STRETCHES: readonly string[] = ['day', 'week', 'month', 'quarter', 'year'];

export function isStretch(bucket: string | undefined): boolean {
  return bucket !== undefined && STRETCHES.includes(bucket);
}

/** A dimension of a field: dates by month, everything else by its values. */
export function addDimension(question: Question, field: AskedField, at?: number): { question: Question; key: string } {
  const key = keyFor(question, field.path);
  const bucket = field.buckets.includes('month') ? 'month' : undefined;
  const dimension: Dimension = compact({ key, formula: field.path, bucket, fill: bucket ? true : undefined });
  const dimensions = [...(question.dimensions ?? [])];
  dimensions.splice(at ?? dimensions.length, 0, dimension);
  return { question: settled({ ...question, dimensions }), key };
}

/** A measure of a field: numbers are added up, everything else is counted without repeats. */
export function addMeasure(
  question: Question,
  field: AskedField,
  aggregate?: Aggregate,
): { question: Question; key: string } {
  const chosen = aggregate ?? (field.aggregates.includes('sum') ? 'sum' : (field.aggregates[0] ?? 'count_distinct'));
  const key = keyFor(question, field.path);
  const measure: Measure = { key, aggregate: chosen, formula: field.path };
  return { question: settled({ ...question, measures: [...startless(question), measure] }), key };
}

/** The count a widget begins with makes way for the first measure somebody chooses. */
function startless(question: Question): Measure[] {
  const [only] = question.measures;
  const begins = question.measures.length === 1 && only?.key === 'count' && only.aggregate === 'count' && !only.filter;
  const used =
    (question.results ?? []).length + (question.windows ?? []).length > 0 ||
    (question.sort ?? []).some((each) => each.key === 'count');
  return begins && !used ? [] : question.measures;
}

export function addCount(question: Question, label: Label): Question {
  const key = freeKey('count', takenKeys(question));
  return settled({ ...question, measures: [...question.measures, { key, aggregate: 'count', label }] });
}

export function patchDimension(question: Question, key: string, patch: Partial<Dimension>): Question {
  const dimensions = (question.dimensions ?? []).map((each) =>
    each.key === key ? compact({ ...each, ...patch }) : each,
  );
  return settled({ ...question, dimensions });
}

export function patchMeasure(question: Question, key: string, patch: Partial<Measure>): Question {
  const measures = question.measures.map((each) => {
    if (each.key !== key) return each;
    const next = { ...each, ...patch };
    if (next.aggregate === 'count') next.formula = undefined as never;
    if (next.aggregate !== 'percentile') next.at = undefined as never;
    else next.at ??= '0.9';
    return compact(next);
  });
  return { ...question, measures };
}

export function removeDimension(question: Question, key: string): Question {
  return settled({ ...question, dimensions: (question.dimensions ?? []).filter((each) => each.key !== key) });
}

/** Without any measure a question asks nothing: the last one becomes a count again. */
export function removeMeasure(question: Question, key: string, count: Label): Question {
  const measures = question.measures.filter((each) => each.key !== key);
  const left = measures.length > 0 ? measures : [{ key: 'count', aggregate: 'count' as const, label: count }];
  return settled({ ...question, measures: left });
}

export function moved<T extends { key: string }>(items: readonly T[], key: string, step: -1 | 1): T[] {
  const from = items.findIndex((each) => each.key === key);
  const to = from + step;
  const next = [...items];
  const [item] = from < 0 || to < 0 || to >= items.length ? [] : next.splice(from, 1);
  if (item) next.splice(to, 0, item);
  return next;
}

export function moveDimension(question: Question, key: string, step: -1 | 1): Question {
  return settled({ ...question, dimensions: moved(question.dimensions ?? [], key, step) });
}

export function moveMeasure(question: Question, key: string, step: -1 | 1): Question {
  return { ...question, measures: moved(question.measures, key, step) };
}

/** What is said of a part goes with it: sorting by it, the first n by it, what looks along it, its side of a pivot. */
export function settled(question: Question): Question {
  const dimensions = question.dimensions ?? [];
  const dimensionKeys = new Set(dimensions.map((each) => each.key));
  const measureKeys = new Set(question.measures.map((each) => each.key));
  const results = question.results ?? [];
  const numbers = new Set([...measureKeys, ...results.map((each) => each.key)]);
  // A second stage has columns of its own; what follows it is about those.
  const staged = question.then !== undefined;
  const windows = (question.windows ?? []).flatMap((each): Window[] => {
    if (staged) return [each];
    if (!numbers.has(each.of)) return [];
    const along = each.along !== undefined && dimensionKeys.has(each.along) ? each.along : undefined;
    const within = each.within?.filter((key) => dimensionKeys.has(key) && key !== along);
    return [compact({ ...each, along, within }) as Window];
  });
  const columns = new Set([...dimensionKeys, ...numbers, ...windows.map((each) => each.key)]);
  const sort = staged ? question.sort : question.sort?.filter((each) => columns.has(each.key));
  return compact({
    ...question,
    dimensions: dimensions.length > 0 ? dimensions.map((each) => topped(each, measureKeys)) : undefined,
    windows: windows.length > 0 ? windows : undefined,
    results: results.length > 0 ? results : undefined,
    sort: sort && sort.length > 0 ? sort : undefined,
    pivot: question.pivot && dimensions.length > 0 ? pivotFor(question, dimensions) : undefined,
  }) as Question;
}

function topped(dimension: Dimension, measures: ReadonlySet<string>): Dimension {
  return dimension.top && !measures.has(dimension.top.by) ? compact({ ...dimension, top: undefined }) : dimension;
}

/** Every dimension stands on one side; new ones go down. */
function pivotFor({ pivot }: Question, dimensions: readonly Dimension[]): NonNullable<Question['pivot']> {
  const keys = dimensions.map((each) => each.key);
  const columns = (pivot?.columns ?? []).filter((key) => keys.includes(key));
  const rows = keys.filter((key) => !columns.includes(key));
  return {
    subtotals: true,
    totals: true,
    ...pivot,
    rows: rows.length > 0 ? rows : columns.slice(0, 1),
    columns: rows.length > 0 ? columns : columns.slice(1),
  };
}

/** The question as a kind of picture needs it: a pivot asks for totals, nothing else does. */
export function forChart(question: Question, chart: WidgetChart): Question {
  const dimensions = question.dimensions ?? [];
  if (chart !== 'pivot') return question.pivot ? (compact({ ...question, pivot: undefined }) as Question) : question;
  if (question.pivot || dimensions.length === 0) return question;
  const across = dimensions.length > 1 ? dimensions.slice(-1).map((each) => each.key) : [];
  return settled({ ...question, pivot: { rows: [], columns: across } });
}

export function pivotSide(question: Question, key: string, side: 'rows' | 'columns'): Question {
  const columns = (question.pivot?.columns ?? []).filter((each) => each !== key);
  return settled({
    ...question,
    pivot: { ...question.pivot, rows: [], columns: side === 'columns' ? [...columns, key] : columns },
  });
}

// Numbers that look at other rows of the answer

export function addWindow(question: Question, type: Window['type'], label?: Label): Question {
  const of = question.measures[0]?.key;
  if (of === undefined) return question;
  const dimensions = question.dimensions ?? [];
  const along = (dimensions.find((each) => isStretch(each.bucket)) ?? dimensions[0])?.key;
  const window: Window = compact({
    key: freeKey(`${of}_${type}`.slice(0, LONGEST_KEY), takenKeys(question)),
    type,
    of,
    along: type === 'share' || type === 'rank' || type === 'cumulative_share' ? undefined : along,
    size: type === 'moving_average' ? 3 : undefined,
    label,
  });
  return { ...question, windows: [...(question.windows ?? []), window] };
}

export function addResult(question: Question, label: Label): Question {
  const [first, second] = question.measures;
  const formula = second && first ? `${first.key} / ${second.key}` : (first?.key ?? '0');
  const result: ResultFormula = { key: freeKey('result', takenKeys(question)), formula, label, type: 'number' };
  return { ...question, results: [...(question.results ?? []), result] };
}

export function addDerivation(
  question: Question,
  derivation: Omit<Derivation, 'key'>,
): { question: Question; key: string } {
  const key = freeKey(derivation.type === 'position' ? 'nth' : 'gap', takenKeys(question));
  return { question: { ...question, derive: [...(question.derive ?? []), { key, ...derivation }] }, key };
}

/** New and returning: the first of somebody's records is a new one's, every later one a returning one's. */
export function addNewOrReturning(
  question: Question,
  { of, by }: { of: string; by: string },
  labels: { kind: Label; first: Label; later: Label },
): Question {
  const known = question.derive?.find((each) => each.type === 'position' && each.of === of && each.by === by);
  const made = known ? { question, key: known.key } : addDerivation(question, { type: 'position', of, by });
  const key = freeKey('kind', takenKeys(made.question));
  const dimension: Dimension = {
    key,
    formula: `IF(${made.key} = 1, "new", "returning")`,
    label: labels.kind,
    options: [
      { key: 'new', label: labels.first, color: 'blue' },
      { key: 'returning', label: labels.later, color: 'green' },
    ],
  };
  return settled({ ...made.question, dimensions: [...(made.question.dimensions ?? []), dimension] });
}

// What a picture needs

export interface Needs {
  dimensions?: number;
  measures?: number;
  day?: boolean;
}

const NEEDS: Partial<Record<WidgetChart, Needs>> = {
  pivot: { dimensions: 1 },
  bar: { dimensions: 1 },
  stacked_bar: { dimensions: 2 },
  line: { dimensions: 1 },
  area: { dimensions: 1 },
  combined: { dimensions: 1, measures: 2 },
  pie: { dimensions: 1 },
  ring: { dimensions: 1 },
  funnel: { dimensions: 1 },
  ranking: { dimensions: 1 },
  word_cloud: { dimensions: 1 },
  scatter: { dimensions: 1, measures: 2 },
  radar: { dimensions: 1 },
  map: { dimensions: 1 },
  heat_map: { dimensions: 2 },
  calendar: { dimensions: 1, day: true },
};

/** What is still missing before the picture can be drawn; undefined when nothing is. */
export function missing({ chart, question }: Pick<BoardWidget, 'chart' | 'question'>): Needs | undefined {
  const needs = NEEDS[chart];
  if (!needs || !question) return undefined;
  const last = question.then ?? question;
  const dimensions = last.dimensions ?? [];
  const measures = last.measures.length + (question.results ?? []).length + (question.windows ?? []).length;
  // Several measures are parts, or series, by themselves.
  const several = measures > 1;
  const parts = chart === 'pie' || chart === 'ring' || chart === 'funnel';
  const stacked = several && chart === 'stacked_bar' ? 1 : several && parts ? 0 : (needs.dimensions ?? 0);
  const found: Needs = compact({
    dimensions: dimensions.length < stacked ? stacked : undefined,
    measures: measures < (needs.measures ?? 0) ? needs.measures : undefined,
    day: needs.day && dimensions.length > 0 && dimensions[0]?.bucket !== 'day' ? true : undefined,
  }) as Needs;
  return Object.keys(found).length > 0 ? found : undefined;
}

/** The question with a second stage. */
export function withStage(question: Question, stage: NonNullable<Question['then']>): Question {
  return Object.assign({ ...question }, Object.fromEntries([['then', stage]]));
}

/** The ledger whose balances or entries a source is; undefined for records. */
export function ledgerOf(source: string): string | undefined {
  const [ledger, rows] = source.split(':');
  return rows === undefined ? undefined : ledger;
}

/** Whether a source can be seen as of a day: balances can. */
export function isDated(source: string): boolean {
  return source.endsWith(':balances');
}

/** The form a source belongs to. */
export function formOf(source: string): string {
  return source.split('.')[0] ?? source;
}

/** What the columns of an answer say that only the question knows: the bins of its numbers, its fiscal years. */
export function withQuestion<R extends { columns: readonly { key: string }[] }>(
  result: R,
  question: Question | undefined,
): R {
  const dimensions = [...(question?.dimensions ?? []), ...(question?.then?.dimensions ?? [])];
  const told = dimensions.filter((each) => each.bins || each.yearBegins);
  if (told.length === 0) return result;
  return {
    ...result,
    columns: result.columns.map((column) => {
      const of = told.find((each) => each.key === column.key);
      return of ? compact({ ...column, bins: of.bins, yearBegins: of.yearBegins }) : column;
    }),
  };
}
