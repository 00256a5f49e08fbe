import type { Label } from '../blueprint';

/** A place where two documents differ. */
export interface Place {
  kind: 'added' | 'removed' | 'changed';
  /** From the outside in: labels of things that have one, otherwise keys. */
  path: (Label | string)[];
}

type Json = Record<string, unknown>;

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isKeyed = (value: unknown): value is Json[] =>
  Array.isArray(value) && value.length > 0 && value.every((each) => isObject(each) && typeof each.key === 'string');

const labelOf = (value: unknown): Label | undefined =>
  isObject(value) ? (value.label as Label | undefined) : undefined;

/** Words in two languages are one thing. */
const isWords = (value: unknown): boolean =>
  isObject(value) && Object.keys(value).every((key) => key === 'zh' || key === 'en');

/** Where two documents differ; lists of things with keys are compared thing by thing, whatever their order. */
export function places(before: unknown, after: unknown, path: Place['path'] = []): Place[] {
  if (before === undefined || before === null) return same(before, after) ? [] : [{ kind: 'added', path }];
  if (after === undefined || after === null) return [{ kind: 'removed', path }];
  if (isKeyed(before) && isKeyed(after)) {
    const found = inside(byKey(before), byKey(after), path);
    return found.length > 0 || same(before, after) ? found : [{ kind: 'changed', path }];
  }
  if (isObject(before) && isObject(after) && !(isWords(before) && isWords(after))) return inside(before, after, path);
  return same(before, after) ? [] : [{ kind: 'changed', path }];
}

function inside(before: Json, after: Json, path: Place['path']): Place[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((key) =>
    places(before[key], after[key], [...path, labelOf(after[key]) ?? labelOf(before[key]) ?? key]),
  );
}

const byKey = (list: readonly Json[]): Json => Object.fromEntries(list.map((each) => [each.key as string, each]));

/** Equality of documents: the order of properties does not matter. */
function same(a: unknown, b: unknown): boolean {
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((each, i) => same(each, b[i]));
  if (isObject(a) && isObject(b)) {
    const keys = new Set([...Object.keys(a), ...Object.keys(b)]);
    return [...keys].every((key) => same(a[key], b[key]));
  }
  return a === b;
}
