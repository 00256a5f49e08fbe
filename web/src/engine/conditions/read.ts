import { type Field, isNumeric } from '../blueprint';
import { parse } from '../formula/syntax/parser';
import { type CallSyntax, negate, type Syntax } from '../formula/syntax/syntax';
import type { Between, Condition, ConditionValue, Day, Operator, Tree } from '../list/tree';
import { joined } from '../list/tree';
import { type FieldOf, formulaOperators } from './write';

/** The tree of a formula, for clicking together; what does not fit into one stays a formula inside the tree. */
export function treeOf(formula: string, fieldOf: FieldOf): Tree {
  if (formula.trim() === '') return { all: [] };
  const syntax = parse(formula, []);
  return syntax ? read(syntax, formula, fieldOf) : { formula };
}

/** Whether all of a tree can be clicked. */
export function isPlain(tree: Tree): boolean {
  if ('formula' in tree || 'not' in tree) return false;
  if ('all' in tree) return tree.all.every(isPlain);
  if ('any' in tree) return tree.any.every(isPlain);
  return true;
}

function read(syntax: Syntax, text: string, fieldOf: FieldOf): Tree {
  const join = joinOf(syntax);
  if (join) {
    const parts = flat(syntax, join).map((part) => read(part, text, fieldOf));
    return merged(join, parts, fieldOf);
  }
  return condition(syntax, fieldOf) ?? { formula: text.slice(syntax.span.from, syntax.span.to) };
}

function joinOf(syntax: Syntax): 'all' | 'any' | undefined {
  if (syntax.kind !== 'call' || syntax.args.length < 2) return undefined;
  const name = syntax.name.text.toUpperCase();
  return name === 'AND' ? 'all' : name === 'OR' ? 'any' : undefined;
}

/** `a and b and c` is one group of three. */
function flat(syntax: Syntax, join: 'all' | 'any'): Syntax[] {
  if (joinOf(syntax) !== join) return [syntax];
  return (syntax as CallSyntax).args.flatMap((part) => flat(part, join));
}

/** Neighbours that were written as one condition become it again. */
function merged(join: 'all' | 'any', parts: readonly Tree[], fieldOf: FieldOf): Tree {
  const result: Tree[] = [];
  for (const part of parts) {
    const last = result.at(-1);
    const one = last && 'field' in last && 'field' in part ? together(join, last, part, fieldOf) : undefined;
    if (one) result[result.length - 1] = one;
    else result.push(part);
  }
  const [only] = result;
  return result.length === 1 && only ? only : joined(join, result);
}

function together(join: 'all' | 'any', left: Condition, right: Condition, fieldOf: FieldOf): Condition | undefined {
  const field = left.field === right.field ? fieldOf(left.field) : undefined;
  if (!field) return undefined;
  if (field.type === 'multi_select') {
    const op: Operator = join === 'all' ? 'has_all' : 'has_any';
    const fits = ({ op: each, value }: Condition) =>
      each === op || (each.startsWith('has_a') && listOf(value).length === 1);
    if (!fits(left) || !fits(right)) return undefined;
    return { field: left.field, op, value: [...listOf(left.value), ...listOf(right.value)] };
  }
  if (join === 'all' && left.op === 'ge' && right.op === 'le' && formulaOperators(field).includes('between')) {
    const value: Between = { from: left.value as Day, to: right.value as Day };
    return { field: left.field, op: 'between', value };
  }
  return undefined;
}

function listOf(value: ConditionValue | undefined): string[] {
  return Array.isArray(value) ? value : [];
}

const OPERATORS: Record<string, Operator> = { '=': 'eq', '<>': 'ne', '<': 'lt', '<=': 'le', '>': 'gt', '>=': 'ge' };
const MIRRORED: Partial<Record<Operator, Operator>> = { lt: 'gt', le: 'ge', gt: 'lt', ge: 'le' };

function condition(syntax: Syntax, fieldOf: FieldOf): Condition | undefined {
  if (syntax.kind === 'field') return flag(pathOf(syntax), true, fieldOf);
  if (syntax.kind !== 'call') return undefined;
  const name = syntax.name.text.toUpperCase();
  const [first, second] = syntax.args;
  const op = OPERATORS[name];
  if (op && first && second) {
    return comparison(first, op, second, fieldOf) ?? comparison(second, MIRRORED[op] ?? op, first, fieldOf);
  }
  return name === 'NOT' && first ? denied(first, fieldOf) : asked(syntax, name, fieldOf);
}

/** `NOT(…)` of what has an operator for its opposite. */
function denied(inner: Syntax, fieldOf: FieldOf): Condition | undefined {
  if (inner.kind === 'field') return flag(pathOf(inner), false, fieldOf);
  const found = joinOf(inner) === 'any' ? anyOf(inner, fieldOf) : condition(inner, fieldOf);
  if (!found) return undefined;
  const opposites: Partial<Record<Operator, Operator>> = {
    empty: 'filled',
    in: 'not_in',
    contains: 'not_contains',
    starts: 'not_starts',
    has_any: 'has_none',
  };
  // `f = "a"` is read as `in`, yet its opposite for an empty field differs from that of IN: left as a formula.
  if (found.op === 'in' && (inner.kind !== 'call' || inner.name.text.toUpperCase() !== 'IN')) return undefined;
  const op = opposites[found.op];
  return op && { ...found, op };
}

function anyOf(syntax: Syntax, fieldOf: FieldOf): Condition | undefined {
  const tree = merged(
    'any',
    flat(syntax, 'any').map((part) => condition(part, fieldOf) ?? { formula: '' }),
    fieldOf,
  );
  return 'field' in tree ? tree : undefined;
}

function flag(path: string | undefined, value: boolean, fieldOf: FieldOf): Condition | undefined {
  return path !== undefined && fieldOf(path)?.type === 'switch' && value ? { field: path, op: 'eq', value } : undefined;
}

function asked(syntax: CallSyntax, name: string, fieldOf: FieldOf): Condition | undefined {
  const [subject, ...rest] = syntax.args;
  const found = subject && fieldFor(subject, fieldOf);
  if (!found) return undefined;
  const { path, field } = found;
  if (name === 'ISEMPTY') {
    const whole = subject.kind === 'field' && pathOf(subject) === path;
    return rest.length === 0 && whole && formulaOperators(field).includes('empty')
      ? { field: path, op: 'empty' }
      : undefined;
  }
  const values = rest.map((each) => literalValue(each, field));
  if (values.length === 0 || values.some((value) => typeof value !== 'string')) return undefined;
  const texts = values as string[];
  const one = texts.length === 1 ? texts[0] : undefined;
  const allowed = formulaOperators(field);
  if (name === 'IN' && allowed.includes('in')) return { field: path, op: 'in', value: texts };
  if (one === undefined) return undefined;
  if (name === 'STARTSWITH' && allowed.includes('starts')) return { field: path, op: 'starts', value: one };
  if (name !== 'CONTAINS') return undefined;
  if (allowed.includes('has_any')) return { field: path, op: 'has_any', value: [one] };
  return allowed.includes('contains') ? { field: path, op: 'contains', value: one } : undefined;
}

function comparison(left: Syntax, op: Operator, right: Syntax, fieldOf: FieldOf): Condition | undefined {
  const found = fieldFor(left, fieldOf);
  if (!found) return undefined;
  const { path, field } = found;
  const value = literalValue(right, field);
  if (value === undefined) return undefined;
  const allowed = formulaOperators(field);
  if (allowed.includes(op)) return { field: path, op, value };
  return op === 'eq' && allowed.includes('in') && typeof value === 'string'
    ? { field: path, op: 'in', value: [value] }
    : undefined;
}

/** The field that a side of a comparison is; of a reference, its id. */
function fieldFor(syntax: Syntax, fieldOf: FieldOf): { path: string; field: Field } | undefined {
  const path = syntax.kind === 'field' ? pathOf(syntax) : undefined;
  if (path === undefined) return undefined;
  const owner = path.endsWith('.id') ? path.slice(0, -'.id'.length) : undefined;
  const reference = owner === undefined ? undefined : fieldOf(owner);
  if (owner !== undefined && reference?.type === 'reference') return { path: owner, field: reference };
  const field = fieldOf(path);
  return field && { path, field };
}

function pathOf(syntax: Syntax): string | undefined {
  return syntax.kind === 'field' ? syntax.names.map(({ text }) => text).join('.') : undefined;
}

/** A literal as the inputs of a field hold it. */
function literalValue(syntax: Syntax, field: Field): string | boolean | Day | undefined {
  if (field.type === 'date' || field.type === 'datetime') return dayOf(syntax);
  if (syntax.kind === 'call' && syntax.name.text === negate && isNumeric(field)) {
    const inner = syntax.args[0] && literalValue(syntax.args[0], field);
    return typeof inner === 'string' ? `-${inner}` : undefined;
  }
  if (syntax.kind !== 'literal' || syntax.value === null) return undefined;
  const { type, value } = syntax;
  if (type === 'number') return isNumeric(field) ? value.toString() : undefined;
  if (type === 'boolean') return field.type === 'switch' ? (value as boolean) : undefined;
  return isNumeric(field) || field.type === 'switch' ? undefined : String(value);
}

function dayOf(syntax: Syntax): Day | undefined {
  if (syntax.kind !== 'call') return undefined;
  const name = syntax.name.text.toUpperCase();
  if (name === 'TODAY') return 'today';
  const numbers = syntax.args.map((each) =>
    each.kind === 'literal' && each.type === 'number' ? Number(each.value) : undefined,
  );
  if (name === 'DATE' && numbers.length === 3) {
    const [year, month, day] = numbers;
    if (!year || !month || !day) return undefined;
    return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
  }
  const [base, step] = syntax.args;
  const count = numbers[1];
  if ((name === '+' || name === '-') && base && step && dayOf(base) === 'today' && Number.isInteger(count) && count) {
    return { today: name === '+' ? count : -count };
  }
  return undefined;
}
