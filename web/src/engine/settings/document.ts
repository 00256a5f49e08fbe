import type { Label } from '../blueprint';

/** An artifact whose plain properties are set on a form; whatever the form does not show is kept as it is. */
export interface SettingsDocument {
  kind: 'tracking' | 'receivables' | 'amendment';
  key: string;
  label: Label | string;
  [property: string]: unknown;
}

/** The value at a path such as `matching.threshold`. */
export function valueAt(document: object, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>((value, name) => (value as Record<string, unknown> | undefined)?.[name], document);
}

/** The document with another value at a path; undefined takes it away, and objects that are empty then too. */
export function withValue<T extends object>(document: T, path: string, value: unknown): T {
  const [first = '', ...rest] = path.split('.');
  const next = { ...document } as Record<string, unknown>;
  const inner = rest.length === 0 ? value : withValue((next[first] ?? {}) as object, rest.join('.'), value);
  const empty = inner === undefined || (rest.length > 0 && Object.keys(inner as object).length === 0);
  if (empty) delete next[first];
  else next[first] = inner;
  return next as T;
}
