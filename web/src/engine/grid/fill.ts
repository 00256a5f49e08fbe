import { type Field, isNumeric } from '../blueprint';
import { Exact } from '../numbers';
import { isEmpty, type Value } from '../values';

/**
 * What the fill handle writes: two or more numbers, or days, at the same distance go on; a number at the end of a text
 * counts; everything else repeats.
 *
 * @param source the values it starts from, in the direction of filling
 * @param count how many are wanted
 */
export function fill(field: Field, source: readonly Value[], count: number): Value[] {
  const next = series(field, source) ?? ((index: number) => source[index % source.length] ?? null);
  return Array.from({ length: count }, (_, index) => next(index));
}

type Series = (index: number) => Value;

function series(field: Field, source: readonly Value[]): Series | undefined {
  if (source.some(isEmpty)) return undefined;
  if (isNumeric(field)) return numbers(source.map(String));
  if (field.type === 'date') return days(source.map(String));
  if (field.type === 'text') return counting(source.map(String));
  return undefined;
}

function numbers(source: readonly string[]): Series | undefined {
  if (source.length < 2) return undefined;
  const exact = source.map((text) => new Exact(text));
  const [first, second] = exact;
  if (!first || !second) return undefined;
  const gap = second.minus(first);
  if (exact.some((value, i) => i > 0 && !value.minus(exact[i - 1] ?? 0).eq(gap))) return undefined;
  const last = exact.at(-1) ?? first;
  return (index) => last.plus(gap.times(index + 1)).toFixed();
}

const DAY_MS = 86_400_000;

function days(source: readonly string[]): Series | undefined {
  const times = source.map((day) => Date.parse(`${day}T00:00:00Z`));
  if (times.some(Number.isNaN)) return undefined;
  const gap = times.length < 2 ? DAY_MS : (times[1] ?? 0) - (times[0] ?? 0);
  if (times.some((time, i) => i > 0 && time - (times[i - 1] ?? 0) !== gap)) return undefined;
  const last = times.at(-1) ?? 0;
  return (index) => new Date(last + gap * (index + 1)).toISOString().slice(0, 10);
}

const NUMBERED = /^(.*?)(\d{1,15})$/s;

function counting(source: readonly string[]): Series | undefined {
  const parts = source.map((text) => NUMBERED.exec(text));
  const [head] = parts;
  if (!head || parts.some((part) => !part || part[1] !== head[1])) return undefined;
  const counted = parts.map((part) => Number(part?.[2]));
  const gap = counted.length < 2 ? 1 : (counted[1] ?? 0) - (counted[0] ?? 0);
  if (counted.some((value, i) => i > 0 && value - (counted[i - 1] ?? 0) !== gap)) return undefined;
  const last = counted.at(-1) ?? 0;
  const width = head[2]?.length ?? 1;
  return (index) => {
    const value = last + gap * (index + 1);
    return value < 0 ? (source.at(-1) ?? null) : `${head[1]}${String(value).padStart(width, '0')}`;
  };
}
