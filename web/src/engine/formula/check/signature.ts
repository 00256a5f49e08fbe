import { type ConstantKind, isConstantKind } from './constantKinds';

/** How many values an argument brings: one, one or a list (`number*`), or a list field (`K[]`). */
export type Shape = 'one' | 'values' | 'list';

export interface Parameter {
  readonly name: string;
  /** The word of the accepted type; single letters are variables, one type within a call. */
  readonly accepts: string;
  readonly shape: Shape;
  readonly constant: ConstantKind | undefined;
  readonly fallback: string | undefined;
}

/** One way to call a function; the text is shared with the server. */
export interface Signature {
  readonly text: string;
  readonly before: readonly Parameter[];
  readonly group: readonly Parameter[];
  readonly optional: readonly Parameter[];
  readonly result: string;
}

/** Reads `value: K, (key: K, result: T)..., [default: T = EMPTY] -> T`. */
export function signature(text: string): Signature {
  const arrow = text.indexOf('-> ');
  const rest = text.slice(0, arrow).trim();
  const lists: Record<'before' | 'group' | 'optional', Parameter[]> = { before: [], group: [], optional: [] };
  let target: keyof typeof lists = 'before';
  let end = 0;
  for (const match of rest.matchAll(/(\w+): ('?\w+)(\*|\[\])?(?: = (\w+))?/g)) {
    const gap = rest.slice(end, match.index);
    if (gap.includes('...')) {
      target = 'before';
    }
    if (gap.includes('(')) {
      target = 'group';
    }
    if (gap.includes('[')) {
      target = 'optional';
    }
    lists[target].push(parameter(match[1] ?? '', match[2] ?? '', match[3], match[4]));
    end = match.index + match[0].length;
  }
  return { text, ...lists, result: text.slice(arrow + 3).trim() };
}

function parameter(name: string, type: string, suffix: string | undefined, fallback: string | undefined): Parameter {
  const word = type.slice(1);
  const constant = type.startsWith("'") && isConstantKind(word) ? word : undefined;
  const shape = suffix === undefined ? 'one' : suffix === '*' ? 'values' : 'list';
  return { name, accepts: constant === undefined ? type : 'text', shape, constant, fallback };
}

export function fewest(of: Signature): number {
  return of.before.length + of.group.length;
}

export function most(of: Signature): number {
  return of.group.length === 0 ? of.before.length + of.optional.length : Number.MAX_SAFE_INTEGER;
}

/** One parameter for each argument, followed by those left out; nothing when the count does not fit. */
export function expand(of: Signature, count: number): readonly Parameter[] | undefined {
  if (count < fewest(of) || count > most(of)) {
    return undefined;
  }
  if (of.group.length === 0) {
    return [...of.before, ...of.optional];
  }
  const rest = count - of.before.length;
  if (rest % of.group.length > of.optional.length) {
    return undefined;
  }
  const repeats = Math.floor(rest / of.group.length);
  return [...of.before, ...Array.from({ length: repeats }, () => of.group).flat(), ...of.optional];
}
