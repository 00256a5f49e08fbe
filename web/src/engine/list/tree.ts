import { type Field, type Form, findField, isAskable, isLive, isNumeric, shownAs } from '../blueprint';
import { SYSTEM_FIELDS } from '../system-fields';

/** A filter that people put together by clicking, as the server takes it. */
export type Tree = AllOf | AnyOf | NotOf | FormulaNode | Condition;

export interface AllOf {
  all: Tree[];
}

export interface AnyOf {
  any: Tree[];
}

export interface NotOf {
  not: Tree;
}

export interface FormulaNode {
  formula: string;
}

export interface Condition {
  /** A field, or a path through references: `customer.region`. */
  field: string;
  op: Operator;
  value?: ConditionValue;
}

export type Day = string | { today: number };

export type NamedPeriod =
  | 'today'
  | 'yesterday'
  | 'tomorrow'
  | 'this_week'
  | 'last_week'
  | 'next_week'
  | 'this_month'
  | 'last_month'
  | 'next_month'
  | 'this_quarter'
  | 'last_quarter'
  | 'next_quarter'
  | 'this_year'
  | 'last_year'
  | 'next_year';

export const PERIODS: readonly NamedPeriod[] = [
  'today',
  'yesterday',
  'tomorrow',
  'this_week',
  'last_week',
  'next_week',
  'this_month',
  'last_month',
  'next_month',
  'this_quarter',
  'last_quarter',
  'next_quarter',
  'this_year',
  'last_year',
  'next_year',
];

export type Period = NamedPeriod | { last: number } | { next: number } | Record<string, string>;

export type ConditionValue = string | boolean | string[] | Day | Period | Between | RowCondition;

export interface Between {
  from?: Day;
  to?: Day;
}

/** Of line items: one row meets it. */
export interface RowCondition {
  field: string;
  op: Operator;
  value?: ConditionValue;
}

export type Operator =
  | 'eq'
  | 'ne'
  | 'lt'
  | 'le'
  | 'gt'
  | 'ge'
  | 'between'
  | 'within'
  | 'contains'
  | 'not_contains'
  | 'contains_any'
  | 'starts'
  | 'not_starts'
  | 'in'
  | 'not_in'
  | 'has'
  | 'has_any'
  | 'has_all'
  | 'has_none'
  | 'any'
  | 'not_within'
  | 'team'
  | 'not_team'
  | 'works_in'
  | 'not_works_in'
  | 'empty'
  | 'filled';

/** The operators of a field, the most asked for first. */
export function operatorsOf(field: Field): readonly Operator[] {
  if (isNumeric(field)) return ['ge', 'le', 'between', 'eq', 'ne', 'gt', 'lt', 'empty', 'filled'];
  switch (field.type) {
    case 'text':
    case 'long_text':
    case 'phone':
    case 'email':
    case 'url':
    case 'auto_number':
    case 'id_number':
    case 'credit_code':
    case 'bank_card':
    case 'barcode':
      return [
        'contains',
        'eq',
        'ne',
        'starts',
        'not_starts',
        'not_contains',
        'in',
        'not_in',
        'contains_any',
        'empty',
        'filled',
      ];
    case 'date':
    case 'datetime':
      return ['within', 'eq', 'ge', 'le', 'between', 'gt', 'lt', 'ne', 'empty', 'filled'];
    case 'switch':
      return ['eq', 'empty', 'filled'];
    case 'select':
      return ['in', 'not_in', 'empty', 'filled'];
    case 'multi_select':
      return ['has_any', 'has_all', 'has_none', 'empty', 'filled'];
    case 'reference':
      return ['in', 'not_in', 'contains', 'not_contains', 'starts', 'empty', 'filled'];
    case 'person':
      return ['in', 'not_in', 'team', 'not_team', 'works_in', 'not_works_in', 'empty', 'filled'];
    case 'region':
    case 'cascader':
      return ['within', 'not_within', 'empty', 'filled'];
    case 'department':
      return ['within', 'not_within', 'in', 'not_in', 'empty', 'filled'];
    case 'address':
      return ['contains', 'within', 'not_within', 'not_contains', 'starts', 'empty', 'filled'];
    case 'rich_text':
      return ['contains', 'not_contains', 'empty', 'filled'];
    case 'time':
      return ['ge', 'le', 'between', 'eq', 'ne', 'gt', 'lt', 'empty', 'filled'];
    case 'attachment':
    case 'image':
    case 'signature':
    case 'location':
      return ['empty', 'filled'];
    case 'lines':
      return ['any', 'empty', 'filled'];
    default:
      return [];
  }
}

export type ValueShape =
  | 'none'
  | 'text'
  | 'list'
  | 'day'
  | 'days'
  | 'numbers'
  | 'period'
  | 'choices'
  | 'flag'
  | 'row'
  | 'time'
  | 'times'
  | 'team'
  | 'departments'
  | 'regions'
  | 'options';

/** What kind of value an operator of a field takes. */
export function shapeOf(field: Field, op: Operator): ValueShape {
  if (op === 'empty' || op === 'filled') return 'none';
  if (op === 'any') return 'row';
  if (op === 'team' || op === 'not_team') return 'team';
  if (op === 'works_in' || op === 'not_works_in' || field.type === 'department') return 'departments';
  if (op === 'within' || op === 'not_within') {
    if (field.type === 'cascader') return 'options';
    return field.type === 'region' || field.type === 'address' ? 'regions' : 'period';
  }
  if (field.type === 'time') return op === 'between' ? 'times' : 'time';
  const dated = field.type === 'date' || field.type === 'datetime';
  if (op === 'between') return dated ? 'days' : 'numbers';
  if (dated) return 'day';
  if (field.type === 'switch') return 'flag';
  const listed = op === 'in' || op === 'not_in' || op === 'contains_any' || op.startsWith('has');
  if (!listed) return 'text';
  const picked = ['select', 'multi_select', 'reference', 'person'].includes(field.type);
  return picked ? 'choices' : 'list';
}

/** The operators of a column of line items; its rich text is not searched. */
export function columnOperatorsOf(field: Field): readonly Operator[] {
  return field.type === 'rich_text' ? [] : operatorsOf(field).filter((op) => op !== 'empty' && op !== 'filled');
}

/** A field a filter may name, and what it is called. */
export interface Path {
  key: string;
  field: Field;
  /** The reference it is reached through. */
  through: Field | undefined;
}

/** A field as filters know it: one without a column is asked as the field it shows a value of. */
export function askedAs(field: Field): Field {
  if (!isLive(field)) return field;
  return { ...shownAs(field), key: field.key, label: field.label };
}

/** The form for those who ask about its rows without reading what has no column. */
export function keptOnly(form: Form): Form {
  return { ...form, fields: form.fields.filter((field) => !isLive(field)) };
}

/** The fields of a form a filter may name: its own, those every record has, and those one reference away. */
export function pathsOf(form: Form, forms: readonly Form[]): Path[] {
  const own = [...form.fields, ...SYSTEM_FIELDS]
    .filter((field) => !isLive(field) || isAskable(field))
    .map(askedAs)
    .filter((field) => operatorsOf(field).length > 0)
    .map((field) => ({ key: field.key, field, through: undefined }));
  const further = form.fields.flatMap((through) => {
    const target = through.type === 'reference' ? forms.find((each) => each.key === through.form) : undefined;
    return (target?.fields ?? [])
      .filter((field) => field.type !== 'lines' && field.type !== 'attachment' && operatorsOf(field).length > 0)
      .map((field) => ({ key: `${through.key}.${field.key}`, field, through }));
  });
  return [...own, ...further];
}

export function pathOf(form: Form, forms: readonly Form[], key: string): Path | undefined {
  const [first = '', second] = key.split('.');
  const own = findField(form.fields, first) ?? findField(SYSTEM_FIELDS, first);
  if (!own) return undefined;
  if (second === undefined) return { key, field: askedAs(own), through: undefined };
  const target = own.type === 'reference' ? forms.find((each) => each.key === own.form) : undefined;
  const field = target && findField(target.fields, second);
  return field && { key, field, through: own };
}

export function isCondition(tree: Tree): tree is Condition {
  return 'field' in tree;
}

/** The parts of a tree whose parts all hold, or one of which holds; a single condition is a tree of one part. */
export function partsOf(tree: Tree): { join: 'all' | 'any'; parts: Tree[] } {
  if ('all' in tree) return { join: 'all', parts: tree.all };
  if ('any' in tree) return { join: 'any', parts: tree.any };
  return { join: 'all', parts: [tree] };
}

export function joined(join: 'all' | 'any', parts: Tree[]): Tree {
  return join === 'all' ? { all: parts } : { any: parts };
}

/** The tree an address or a view holds; a formula is a tree of one formula. */
export function readTree(text: string): Tree {
  if (text.trim() === '') return { all: [] };
  if (!text.trimStart().startsWith('{')) return { formula: text };
  try {
    const tree: unknown = JSON.parse(text);
    return typeof tree === 'object' && tree !== null ? (tree as Tree) : { formula: text };
  } catch {
    return { formula: text };
  }
}

/** A tree as an address holds it: nothing for what asks nothing, a formula as itself. */
export function treeText(tree: Tree): string {
  const complete = trimmed(tree);
  if (complete === undefined) return '';
  const { join, parts } = partsOf(complete);
  const [only] = parts;
  if (parts.length === 1 && only && 'formula' in only) return only.formula;
  return JSON.stringify('all' in complete || 'any' in complete ? complete : joined(join, parts));
}

/** A tree without the conditions that still lack a value; undefined when nothing is left. */
export function trimmed(tree: Tree): Tree | undefined {
  if ('formula' in tree) return tree.formula.trim() === '' ? undefined : tree;
  if ('not' in tree) {
    const inner = trimmed(tree.not);
    return inner && { not: inner };
  }
  if (isCondition(tree)) return isComplete(tree) ? tree : undefined;
  const { join, parts } = partsOf(tree);
  const kept = parts.map(trimmed).filter((part) => part !== undefined);
  return kept.length === 0 ? undefined : joined(join, kept);
}

function isComplete({ op, value }: Condition): boolean {
  if (op === 'empty' || op === 'filled') return true;
  if (value === undefined || value === '') return false;
  if (Array.isArray(value)) return value.length > 0;
  if (op === 'between') {
    const { from, to } = value as Between;
    return (from !== undefined && from !== '') || (to !== undefined && to !== '');
  }
  if (op === 'any') {
    const row = value as RowCondition;
    return typeof row.field === 'string' && isComplete(row);
  }
  return true;
}

/** How many conditions a filter has, for the badge on its button. */
export function countConditions(text: string): number {
  const count = (tree: Tree): number => {
    if ('formula' in tree || isCondition(tree)) return 1;
    if ('not' in tree) return count(tree.not);
    return partsOf(tree).parts.reduce((sum, part) => sum + count(part), 0);
  };
  return count(readTree(text));
}

/** Both filters at once. */
export function both(left: string, right: Tree): string {
  const parts = [trimmed(readTree(left)), trimmed(right)].filter((part) => part !== undefined);
  return treeText({ all: parts });
}
