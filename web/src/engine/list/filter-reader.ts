import type { Field, Form } from '../blueprint';
import type { FilterCondition, FilterOperator } from './filter';

/**
 * Reads back the formulas the filter builder writes. It is no parser of the formula language: what it does not know it
 * leaves alone, and the page shows such a filter as the formula it is.
 */
export function parseFilter(form: Form, formula: string): FilterCondition[] | undefined {
  const conditions: FilterCondition[] = [];
  for (const part of splitAt(formula, /^\s+and\s+/i)) {
    const condition = readCondition(form, part.trim());
    if (!condition) return undefined;
    conditions.push(condition);
  }
  return conditions;
}

const NAME = '([a-z][a-z0-9_]*)(?:\\.id)?';
const VALUE = '("(?:[^"]|"")*"|-?[\\d.]+|TRUE|FALSE|DATE\\([\\d, ]+\\))';

type Reader = [pattern: RegExp, operator: FilterOperator];

const READERS: Reader[] = [
  [new RegExp(`^NOT\\(CONTAINS\\(${NAME}, ${VALUE}\\)\\)$`), 'not_contains'],
  [new RegExp(`^CONTAINS\\(${NAME}, ${VALUE}\\)$`), 'contains'],
  [new RegExp(`^STARTSWITH\\(${NAME}, ${VALUE}\\)$`), 'starts'],
  [new RegExp(`^NOT\\(ISEMPTY\\(${NAME}\\)\\)$`), 'filled'],
  [new RegExp(`^ISEMPTY\\(${NAME}\\)$`), 'empty'],
  [new RegExp(`^${NAME} > EOMONTH\\(TODAY\\(\\), -1\\)$`), 'this_month'],
  [new RegExp(`^${NAME} >= DATEADD\\(TODAY\\(\\), (-?\\d+), "day"\\)$`), 'last_days'],
  [new RegExp(`^AND\\(${NAME} >= ${VALUE}, [a-z0-9_.]+ <= ${VALUE}\\)$`), 'between'],
  [new RegExp(`^AND\\(${NAME} >= ${VALUE}, [a-z0-9_.]+ < DATEADD\\(${VALUE}, 1, "day"\\)\\)$`), 'between'],
  [new RegExp(`^${NAME} < DATEADD\\(${VALUE}, 1, "day"\\)$`), 'at_most'],
  [new RegExp(`^${NAME} = ${VALUE}$`), 'is'],
  [new RegExp(`^${NAME} <> ${VALUE}$`), 'is_not'],
  [new RegExp(`^${NAME} >= ${VALUE}$`), 'at_least'],
  [new RegExp(`^${NAME} > ${VALUE}$`), 'above'],
  [new RegExp(`^${NAME} <= ${VALUE}$`), 'at_most'],
  [new RegExp(`^${NAME} < ${VALUE}$`), 'below'],
];

const ONE_OF = new RegExp(`^IN\\(${NAME}, (.+)\\)$`);
const NONE_OF = new RegExp(`^NOT\\(IN\\(${NAME}, (.+)\\)\\)$`);
const ANY_OPTION = /^OR\((.+)\)$/;
const HOLDS_OPTION = new RegExp(`^IN\\(${VALUE}, ${NAME}\\)$`);

function readCondition(form: Form, text: string): FilterCondition | undefined {
  const several = readSeveral(text);
  if (several) return known(form, several);
  for (const [pattern, operator] of READERS) {
    const match = pattern.exec(text);
    if (!match?.[1]) continue;
    const values = match.slice(2).map((value) => plain(value ?? ''));
    const days = operator === 'last_days' ? [String(1 - Number(values[0]))] : values;
    return known(form, { field: match[1], operator, values: days });
  }
  return undefined;
}

function readSeveral(text: string): FilterCondition | undefined {
  const none = NONE_OF.exec(text);
  const one = none ?? ONE_OF.exec(text);
  if (one?.[1] && one[2]) {
    const values = splitAt(one[2], /^\s*,\s*/);
    if (!values.every((value) => value.startsWith('"'))) return undefined;
    return { field: one[1], operator: none ? 'none_of' : 'one_of', values: values.map(plain) };
  }
  const any = ANY_OPTION.exec(text);
  if (!any?.[1]) return undefined;
  const held = splitAt(any[1], /^\s*,\s*/).map((part) => HOLDS_OPTION.exec(part));
  const field = held[0]?.[2];
  if (field === undefined || !held.every((match) => match?.[2] === field)) return undefined;
  return { field, operator: 'one_of', values: held.map((match) => plain(match?.[1] ?? '')) };
}

function known(form: Form, condition: FilterCondition): FilterCondition | undefined {
  return form.fields.some((field: Field) => field.key === condition.field) ? condition : undefined;
}

function plain(value: string): string {
  if (value.startsWith('"')) return value.slice(1, -1).replace(/""/g, '"');
  if (value === 'TRUE' || value === 'FALSE') return value.toLowerCase();
  const date = /^DATE\((\d+), (\d+), (\d+)\)$/.exec(value);
  if (!date) return value;
  return `${date[1]?.padStart(4, '0')}-${date[2]?.padStart(2, '0')}-${date[3]?.padStart(2, '0')}`;
}

/** Splits where the separator stands outside quotes and brackets. */
function splitAt(text: string, separator: RegExp): string[] {
  const parts: string[] = [];
  let depth = 0;
  let quoted = false;
  let start = 0;
  for (let i = 0; i < text.length; i++) {
    const c = text[i];
    if (c === '"') quoted = !quoted;
    if (quoted) continue;
    if (c === '(') depth += 1;
    if (c === ')') depth -= 1;
    const match = depth === 0 ? separator.exec(text.slice(i)) : null;
    if (match) {
      parts.push(text.slice(start, i));
      i += match[0].length - 1;
      start = i + 1;
    }
  }
  parts.push(text.slice(start));
  return parts.map((part) => part.trim());
}
