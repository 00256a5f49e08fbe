import type { SelectOption } from '../blueprint';
import { freeKey } from '../layout';

/** The colours offered for options, in the order in which new ones get them. */
export const COLOURS = [
  'blue',
  'green',
  'gold',
  'red',
  'purple',
  'cyan',
  'orange',
  'lime',
  'geekblue',
  'magenta',
  'default',
] as const;

const LONGEST = 60;

/** A new option: its key is its first name, so that formulas and other programs can read it. */
export function newOption(options: readonly SelectOption[], name: string): SelectOption {
  const taken = new Set(options.map((option) => option.key));
  const color = COLOURS[options.length % (COLOURS.length - 1)] ?? 'default';
  return { key: freeKey(name.trim().slice(0, LONGEST - 4) || 'option', taken), label: { zh: name.trim() }, color };
}

/** The options with those of a pasted list added; names that are there already are left alone. */
export function withNames(options: readonly SelectOption[], names: readonly string[]): SelectOption[] {
  const known = new Set(options.flatMap((option) => [option.label.zh, option.label.en, option.key]));
  const all = [...options];
  for (const name of names) if (!known.has(name)) all.push(newOption(all, name));
  return all;
}
