import { type Language, labelText, type SelectOption, type TreeOption } from '../blueprint';
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

/** Options below options as text: one a line, set in by two spaces for each level. */
export function treeToText(options: readonly TreeOption[], language: Language, level = 0): string {
  return options
    .map((option) => {
      const below = option.children ? `\n${treeToText(option.children, language, level + 1)}` : '';
      return `${'  '.repeat(level)}${labelText(option.label, language, option.key)}${below}`;
    })
    .join('\n');
}

/** The options that a text names; those that were there before under the same name keep their keys. */
export function treeFromText(text: string, language: Language, before: readonly TreeOption[]): TreeOption[] {
  const known = new Map<string, TreeOption>();
  const collect = (options: readonly TreeOption[], path: string) => {
    for (const option of options) {
      const here = `${path}/${labelText(option.label, language, option.key)}`;
      known.set(here, option);
      collect(option.children ?? [], here);
    }
  };
  collect(before, '');
  const taken = new Set([...known.values()].map((option) => option.key));
  const roots: TreeOption[] = [];
  const open: { depth: number; path: string; option: TreeOption }[] = [];
  for (const line of text.split(/\r?\n/)) {
    const name = line.trim();
    if (name === '') continue;
    const depth = line
      .replace(/\t/g, '  ')
      .replace(/\u3000/g, '  ')
      .search(/\S/);
    while (open.length > 0 && (open.at(-1)?.depth ?? 0) >= depth) open.pop();
    const parent = open.at(-1);
    const path = `${parent?.path ?? ''}/${name}`;
    const old = known.get(path);
    const key = old?.key ?? freeKey(name.slice(0, LONGEST - 4), taken);
    taken.add(key);
    const when = old?.when === undefined ? {} : { when: old.when };
    const option: TreeOption = { key, label: old?.label ?? { [language]: name }, ...when };
    if (parent) parent.option.children = [...(parent.option.children ?? []), option];
    else roots.push(option);
    open.push({ depth, path, option });
  }
  return roots;
}

/** The options with the condition of one of them, below others or not, set or taken away. */
export function withCondition(options: readonly TreeOption[], key: string, when: string | undefined): TreeOption[] {
  return options.map(({ when: before, children, ...option }) => {
    const now = option.key === key ? when : before;
    return {
      ...option,
      ...(now === undefined ? {} : { when: now }),
      ...(children ? { children: withCondition(children, key, when) } : {}),
    };
  });
}

/** The options a text was written from, with the conditions they have by now. */
export function known(start: readonly TreeOption[], now: readonly TreeOption[]): TreeOption[] {
  const conditions = new Map<string, string>();
  const collect = (options: readonly TreeOption[]) => {
    for (const { key, when, children } of options) {
      if (when !== undefined) conditions.set(key, when);
      collect(children ?? []);
    }
  };
  collect(now);
  const put = (options: readonly TreeOption[]): TreeOption[] =>
    options.map(({ when: _, children, ...option }) => {
      const when = conditions.get(option.key);
      return { ...option, ...(when === undefined ? {} : { when }), ...(children ? { children: put(children) } : {}) };
    });
  return put(start);
}
