import { type Field, isNumeric } from '../blueprint';
import type { Between, Condition, ConditionValue, Operator, Tree } from '../list/tree';
import { isCondition, operatorsOf, partsOf } from '../list/tree';

/**
 * Conditions put together by clicking, as formulas. What is written here is what `read.ts` reads back; both speak of
 * the same operators.
 */

/** What is asked of a field inside a formula, the most asked for first. Periods that move with today are not there. */
export function formulaOperators(field: Field): readonly Operator[] {
  return operatorsOf(field).filter(
    (op) => op !== 'within' && op !== 'any' && op !== 'contains_any' && mayAsk(field, op),
  );
}

/** Types whose values stand in trees or circles of their own; formulas only ask whether there is one. */
const PLACES: readonly string[] = ['region', 'address', 'department', 'cascader', 'location', 'time', 'rich_text'];

function mayAsk(field: Field, op: Operator): boolean {
  if (op === 'empty' || op === 'filled') return field.type !== 'lines';
  if (PLACES.includes(field.type)) return false;
  return field.type === 'reference' || field.type === 'person' ? op === 'in' || op === 'not_in' : true;
}

/** The fields of a path to its end, so that the words and the types are known; undefined for what is not there. */
export type FieldOf = (path: string) => Field | undefined;

/** A text as a literal of the language. */
export function textLiteral(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}

/** The formula of a tree; undefined while it asks nothing or a condition lacks its value. */
export function formulaOf(tree: Tree, fieldOf: FieldOf): string | undefined {
  return write(tree, fieldOf, 'top');
}

type Place = 'top' | 'all' | 'any';

function write(tree: Tree, fieldOf: FieldOf, place: Place): string | undefined {
  if ('formula' in tree) return place === 'top' ? tree.formula : `(${tree.formula})`;
  if ('not' in tree) {
    const inner = write(tree.not, fieldOf, 'top');
    return inner && `NOT(${inner})`;
  }
  if (isCondition(tree)) return conditionText(tree, fieldOf, place);
  const { join, parts } = partsOf(tree);
  const only = parts.length === 1 ? parts[0] : undefined;
  if (only) return write(only, fieldOf, place);
  const texts = parts.map((part) => write(part, fieldOf, join));
  if (texts.length === 0 || texts.some((text) => text === undefined)) return undefined;
  const text = texts.join(join === 'all' ? ' and ' : ' or ');
  return place === 'top' ? text : `(${text})`;
}

const SIGNS: Partial<Record<Operator, string>> = { eq: '=', ne: '<>', lt: '<', le: '<=', gt: '>', ge: '>=' };

function conditionText({ field: path, op, value }: Condition, fieldOf: FieldOf, place: Place): string | undefined {
  const field = fieldOf(path);
  if (!field) return undefined;
  if (op === 'empty') return `ISEMPTY(${path})`;
  if (op === 'filled') return `NOT(ISEMPTY(${path}))`;
  const name = field.type === 'reference' ? `${path}.id` : path;
  const sign = SIGNS[op];
  if (sign !== undefined) {
    const literal = literalOf(field, value);
    return literal === undefined ? undefined : `${name} ${sign} ${literal}`;
  }
  if (op === 'between') return betweenText(name, field, value as Between | undefined, place);
  const texts = (Array.isArray(value) ? value : value === undefined ? [] : [value]).map((each) =>
    literalOf(field, each as ConditionValue),
  );
  if (texts.length === 0 || texts.some((text) => text === undefined)) return undefined;
  const found = texts as string[];
  return listText(name, op, found, place);
}

function listText(name: string, op: Operator, values: readonly string[], place: Place): string | undefined {
  const each = (join: 'and' | 'or') => {
    const text = values.map((value) => `CONTAINS(${name}, ${value})`).join(` ${join} `);
    return values.length === 1 || place === 'top' ? text : `(${text})`;
  };
  switch (op) {
    case 'in':
      return values.length === 1 ? `${name} = ${values[0]}` : `IN(${name}, ${values.join(', ')})`;
    case 'not_in':
      return `NOT(IN(${name}, ${values.join(', ')}))`;
    case 'contains':
      return `CONTAINS(${name}, ${values[0]})`;
    case 'not_contains':
      return `NOT(CONTAINS(${name}, ${values[0]}))`;
    case 'starts':
      return `STARTSWITH(${name}, ${values[0]})`;
    case 'not_starts':
      return `NOT(STARTSWITH(${name}, ${values[0]}))`;
    case 'has_any':
      return each('or');
    case 'has_all':
      return each('and');
    case 'has_none':
      return `NOT(${values.map((value) => `CONTAINS(${name}, ${value})`).join(' or ')})`;
    default:
      return undefined;
  }
}

function betweenText(name: string, field: Field, value: Between | undefined, place: Place): string | undefined {
  const from = literalOf(field, value?.from);
  const to = literalOf(field, value?.to);
  if (from === undefined && to === undefined) return undefined;
  if (from === undefined) return `${name} <= ${to}`;
  if (to === undefined) return `${name} >= ${from}`;
  const text = `${name} >= ${from} and ${name} <= ${to}`;
  return place === 'any' ? `(${text})` : text;
}

/** A value as the language writes it; undefined while there is none that can be read. */
function literalOf(field: Field, value: ConditionValue | undefined): string | undefined {
  if (value === undefined || value === '') return undefined;
  if (field.type === 'switch') return value === true || value === 'true' ? 'true' : 'false';
  if (field.type === 'date' || field.type === 'datetime') return dayLiteral(value);
  if (typeof value !== 'string') return undefined;
  if (isNumeric(field)) return /^-?\d+(\.\d+)?$/.test(value) ? value : undefined;
  return textLiteral(value);
}

function dayLiteral(value: ConditionValue): string | undefined {
  if (value === 'today') return 'TODAY()';
  if (typeof value === 'object' && 'today' in value && typeof value.today === 'number') {
    return value.today < 0 ? `TODAY() - ${-value.today}` : `TODAY() + ${value.today}`;
  }
  const day = typeof value === 'string' ? /^(\d{4})-(\d{2})-(\d{2})$/.exec(value) : null;
  return day ? `DATE(${Number(day[1])}, ${Number(day[2])}, ${Number(day[3])})` : undefined;
}
