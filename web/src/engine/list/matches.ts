import { type Field, type Form, findField, isNumeric, type TreeOption } from '../blueprint';
import { toWallClock } from '../dates';
import { Exact } from '../numbers';
import { SYSTEM_FIELDS } from '../system-fields';
import { isEmpty, isReference, type Value } from '../values';
import { askedAs, type Between, type Condition, type Day, type Period, type RowCondition, type Tree } from './tree';

/** What a condition needs to know besides the record. */
export interface MatchPlace {
  form: Form;
  today: string;
  timeZone: string;
  /** The person's id, for `me`. */
  me: string;
}

/**
 * Whether a record that is shown meets a condition: colours are decided here, without asking the server. What only the
 * server can decide, a formula or a path into another form, is taken not to hold.
 */
export function matches(tree: Tree, value: (field: string) => Value, place: MatchPlace): boolean {
  if ('all' in tree) return tree.all.every((part) => matches(part, value, place));
  if ('any' in tree) return tree.any.length === 0 || tree.any.some((part) => matches(part, value, place));
  if ('not' in tree) return !matches(tree.not, value, place);
  if ('formula' in tree) return false;
  const field = findField(place.form.fields, tree.field) ?? findField(SYSTEM_FIELDS, tree.field);
  return field !== undefined && holds(askedAs(field), tree, value(tree.field), place);
}

function holds(field: Field, { op, value: wanted }: Condition | RowCondition, held: Value, place: MatchPlace): boolean {
  const empty = isEmpty(held);
  if (op === 'empty') return empty;
  if (op === 'filled') return !empty;
  const denies = op === 'ne' || op.startsWith('not_') || op === 'has_none';
  if (empty) return denies;
  if (field.type === 'date' || field.type === 'datetime') return holdsDay(field, op, wanted, String(held), place);
  if (isNumeric(field)) return holdsNumber(op, wanted, String(held));
  if (field.type === 'switch') return held === (wanted === true || wanted === 'true');
  if (field.type === 'time') return holdsTime(op, wanted, String(held));
  if (op === 'within' || op === 'not_within') return holdsWithin(field, op, wanted, held);
  // Who works where is known to the server only.
  if (SERVER_ONLY.has(op) || (Array.isArray(wanted) && wanted.includes('mine'))) return false;
  if (Array.isArray(held)) return holdsSeveral(op, wanted, held.map(String));
  const key = isReference(held) ? held.id : String(held);
  const text = (isReference(held) ? held.title : String(held)).toLowerCase();
  const list = (Array.isArray(wanted) ? wanted : [wanted]).map((each) => (each === 'me' ? place.me : String(each)));
  const [first = ''] = list.map((each) => each.toLowerCase());
  switch (op) {
    case 'eq':
    case 'in':
      return list.includes(key);
    case 'ne':
    case 'not_in':
      return !list.includes(key);
    case 'contains':
      return text.includes(first);
    case 'not_contains':
      return !text.includes(first);
    case 'starts':
      return text.startsWith(first);
    case 'not_starts':
      return !text.startsWith(first);
    case 'contains_any':
      return list.some((each) => text.includes(each.toLowerCase()));
    default:
      return false;
  }
}

const SERVER_ONLY = new Set<string>(['team', 'not_team', 'works_in', 'not_works_in']);

function holdsTime(op: string, wanted: unknown, held: string): boolean {
  const order = (other: string) => (held < other ? -1 : held > other ? 1 : 0);
  if (op !== 'between') return typeof wanted === 'string' && compared(op, order(wanted));
  const { from, to } = wanted as { from?: string; to?: string };
  return (!from || order(from) >= 0) && (!to || order(to) <= 0);
}

function holdsWithin(field: Field, op: string, wanted: unknown, held: Value): boolean {
  const list = (Array.isArray(wanted) ? wanted : [wanted]).map(String);
  let inside: boolean;
  if (field.type === 'region') inside = list.some((code) => String(held).startsWith(code.replace(/(00){1,2}$/, '')));
  else if (field.type === 'cascader') inside = list.some((key) => below(field.options, key).has(String(held)));
  else return false;
  return inside === (op === 'within');
}

/** An option and those below it. */
function below(options: readonly TreeOption[], key: string, within = false): Set<string> {
  return new Set(
    options.flatMap((option) => {
      const here = within || option.key === key;
      return [...(here ? [option.key] : []), ...below(option.children ?? [], key, here)];
    }),
  );
}

function holdsSeveral(op: string, wanted: unknown, held: readonly string[]): boolean {
  const list = (Array.isArray(wanted) ? wanted : [wanted]).map(String);
  switch (op) {
    case 'has':
    case 'has_any':
      return list.some((each) => held.includes(each));
    case 'has_all':
      return list.every((each) => held.includes(each));
    case 'has_none':
      return !list.some((each) => held.includes(each));
    default:
      return false;
  }
}

const NUMBER = /^-?\d+(\.\d+)?$/;

function compareNumber(op: string, held: string, wanted: unknown): boolean {
  if (typeof wanted !== 'string' || !NUMBER.test(wanted) || !NUMBER.test(held)) return false;
  return compared(op, new Exact(held).cmp(wanted));
}

function holdsNumber(op: string, wanted: unknown, held: string): boolean {
  if (op !== 'between') return compareNumber(op, held, wanted);
  const { from, to } = wanted as Between;
  return (
    (from === undefined || from === '' || compareNumber('ge', held, from)) &&
    (to === undefined || to === '' || compareNumber('le', held, to))
  );
}

function compared(op: string, order: number): boolean {
  switch (op) {
    case 'eq':
      return order === 0;
    case 'ne':
      return order !== 0;
    case 'lt':
      return order < 0;
    case 'le':
      return order <= 0;
    case 'gt':
      return order > 0;
    case 'ge':
      return order >= 0;
    default:
      return false;
  }
}

function holdsDay(field: Field, op: string, wanted: unknown, held: string, place: MatchPlace): boolean {
  const day = field.type === 'datetime' ? toWallClock(held, place.timeZone).slice(0, 10) : held;
  if (op === 'within') {
    const range = periodDays(wanted as Period, place.today);
    return range !== undefined && day >= range.from && day <= range.to;
  }
  if (op === 'between') {
    const { from, to } = wanted as Between;
    const first = from === undefined ? undefined : dayOf(from, place.today);
    const last = to === undefined ? undefined : dayOf(to, place.today);
    return (first === undefined || first === '' || day >= first) && (last === undefined || last === '' || day <= last);
  }
  const other = dayOf(wanted as Day, place.today);
  return compared(op, day < other ? -1 : day > other ? 1 : 0);
}

const DAY_MS = 86_400_000;

export function addDays(day: string, count: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + count * DAY_MS).toISOString().slice(0, 10);
}

export function dayOf(day: Day, today: string): string {
  if (typeof day === 'object') return addDays(today, day.today);
  return day === 'today' ? today : day;
}

function monthStart(day: string, months: number): string {
  const [year = 0, month = 1] = day.split('-').map(Number);
  return new Date(Date.UTC(year, month - 1 + months, 1)).toISOString().slice(0, 10);
}

/** Weeks begin on Monday. */
export function weekStart(day: string): string {
  const weekday = (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7;
  return addDays(day, -weekday);
}

type Days = { from: string; to: string };

function unitDays(unit: string, day: string, away: number): Days | undefined {
  const months = (size: number, start: string): Days => {
    const from = monthStart(start, away * size);
    return { from, to: addDays(monthStart(from, size), -1) };
  };
  const month = Number(day.slice(5, 7));
  switch (unit) {
    case 'day':
      return { from: addDays(day, away), to: addDays(day, away) };
    case 'week': {
      const from = addDays(weekStart(day), away * 7);
      return { from, to: addDays(from, 6) };
    }
    case 'month':
      return months(1, day);
    case 'quarter':
      return months(3, monthStart(day, -((month - 1) % 3)));
    case 'year':
      return months(12, `${day.slice(0, 4)}-01-01`);
    default:
      return undefined;
  }
}

/** The first and last day of a period. */
export function periodDays(period: Period, today: string): Days | undefined {
  if (typeof period === 'string') {
    if (period === 'today') return unitDays('day', today, 0);
    if (period === 'yesterday') return unitDays('day', today, -1);
    if (period === 'tomorrow') return unitDays('day', today, 1);
    const [when = '', unit = ''] = period.split('_');
    return unitDays(unit, today, when === 'last' ? -1 : when === 'next' ? 1 : 0);
  }
  const [[unit, value] = ['', '']] = Object.entries(period);
  if (unit === 'last') return { from: addDays(today, 1 - Number(value)), to: today };
  if (unit === 'next') return { from: today, to: addDays(today, Number(value) - 1) };
  return unitDays(unit, String(value), 0);
}
