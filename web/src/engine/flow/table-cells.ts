import type { Cell } from './document';

/** What a column of a decision table compares. */
export interface ColumnKind {
  type: 'number' | 'date' | 'text' | 'choice';
  /** Of a choice: what can be chosen, by its name for people. */
  options?: readonly { value: string; label: string }[];
}

const EMPTY = ['空', '为空', 'empty'];
const FILLED = ['非空', '不为空', 'not empty'];
const ANY = ['', '-', '—', '*', '任意', 'any'];

function isValue(text: string, type: ColumnKind['type']): boolean {
  if (type === 'number') return /^-?\d+(\.\d+)?$/.test(text);
  if (type === 'date') return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text));
  return text !== '';
}

function literal(text: string, type: ColumnKind['type']): string | undefined {
  const plain = type === 'number' ? text.replace(/[,，\s]/g, '') : text.trim().replaceAll('/', '-');
  return isValue(plain, type) ? plain : undefined;
}

const BOUNDS = [
  [/^(?:>=|≥|不小于|不低于)\s*(.+)$/, 'from'],
  [/^(?:>|大于|高于)\s*(.+)$/, 'above'],
  [/^(?:<=|≤|不大于|不高于)\s*(.+)$/, 'to'],
  [/^(?:<|小于|低于)\s*(.+)$/, 'below'],
] as const;

/**
 * A cell as people write it: `≥5000`, `1000~5000` (from 1000, below 5000), `华东、华南`, `空`; nothing for any value.
 * Undefined for an empty cell, null for what cannot be read.
 */
export function cellFrom(text: string, { type, options = [] }: ColumnKind): Cell | undefined | null {
  const said = text.trim();
  if (ANY.includes(said)) return undefined;
  if (EMPTY.includes(said)) return { empty: true };
  if (FILLED.includes(said)) return { empty: false };
  if (type === 'number' || type === 'date') return compared(said, type);
  const parts = said.split(/[、,，;；]/).map((part) => part.trim());
  const values = parts.map((part) =>
    type === 'choice' ? options.find(({ label, value }) => label === part || value === part)?.value : part,
  );
  return values.some((value) => value === undefined || value === '') ? null : { in: values as string[] };
}

function compared(said: string, type: 'number' | 'date'): Cell | null {
  const range = /^(.+?)\s*(?:~|～|至|\.\.)\s*(.+)$/.exec(said);
  if (range) {
    const [from, below] = [literal(range[1] ?? '', type), literal(range[2] ?? '', type)];
    return from === undefined || below === undefined ? null : { from, below };
  }
  for (const [pattern, bound] of BOUNDS) {
    const found = pattern.exec(said);
    if (found) {
      const value = literal(found[1] ?? '', type);
      return value === undefined ? null : { [bound]: value };
    }
  }
  const value = literal(said, type);
  return value === undefined ? null : { from: value, to: value };
}

/** The text that is read back as the same cell. */
export function cellText(cell: Cell | undefined, { options = [] }: ColumnKind): string {
  if (!cell) return '';
  if (cell.empty !== undefined) return cell.empty ? '空' : '非空';
  if (cell.in) return cell.in.map((value) => options.find((each) => each.value === value)?.label ?? value).join('、');
  const { from, above, to, below } = cell;
  if (from !== undefined && from === to) return from;
  if (from !== undefined && below !== undefined) return `${from}~${below}`;
  const signs: [string, string | undefined][] = [
    ['≥', from],
    ['>', above],
    ['≤', to],
    ['<', below],
  ];
  return signs.flatMap(([sign, value]) => (value === undefined ? [] : [`${sign}${value}`])).join(' ');
}

/** Rows and cells of a text from a spreadsheet. */
export function gridFrom(text: string): string[][] {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/\n$/, '')
    .split('\n')
    .map((line) => line.split('\t'));
}
