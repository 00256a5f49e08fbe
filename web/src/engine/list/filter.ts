import type { Field, Form } from '../blueprint';
import { parseFilter } from './filter-reader';

/** One line of the filter builder. */
export interface FilterCondition {
  field: string;
  operator: FilterOperator;
  /** Nothing, one value, a pair, or a choice of several, as the operator wants. */
  values: string[];
}

export type FilterOperator =
  | 'is'
  | 'is_not'
  | 'contains'
  | 'not_contains'
  | 'starts'
  | 'above'
  | 'at_least'
  | 'below'
  | 'at_most'
  | 'between'
  | 'one_of'
  | 'none_of'
  | 'last_days'
  | 'this_month'
  | 'empty'
  | 'filled';

/** How many values an operator takes. */
export function valueCount(operator: FilterOperator): 0 | 1 | 2 | 'many' {
  switch (operator) {
    case 'empty':
    case 'filled':
    case 'this_month':
      return 0;
    case 'between':
      return 2;
    case 'one_of':
    case 'none_of':
      return 'many';
    default:
      return 1;
  }
}

export function operatorsOf(field: Field): FilterOperator[] {
  switch (field.type) {
    case 'text':
    case 'long_text':
    case 'phone':
    case 'email':
    case 'url':
    case 'auto_number':
    case 'rich_text':
    case 'id_number':
    case 'credit_code':
    case 'bank_card':
    case 'barcode':
    case 'address':
      return ['contains', 'is', 'is_not', 'starts', 'not_contains', 'empty', 'filled'];
    case 'number':
    case 'money':
    case 'percent':
    case 'rating':
      return ['is', 'is_not', 'above', 'at_least', 'below', 'at_most', 'between', 'empty', 'filled'];
    case 'date':
      return ['is', 'between', 'at_least', 'at_most', 'last_days', 'this_month', 'empty', 'filled'];
    case 'datetime':
      return ['between', 'at_least', 'at_most', 'last_days', 'this_month', 'empty', 'filled'];
    case 'switch':
      return ['is'];
    case 'time':
      return ['is', 'between', 'at_least', 'at_most', 'empty', 'filled'];
    case 'region':
      return ['starts', 'one_of', 'none_of', 'empty', 'filled'];
    case 'location':
      return ['empty', 'filled'];
    case 'cascader':
    case 'department':
    case 'select':
      return ['one_of', 'none_of', 'empty', 'filled'];
    case 'multi_select':
      return ['one_of', 'empty', 'filled'];
    case 'reference':
    case 'person':
      return ['one_of', 'none_of', 'empty', 'filled'];
    case 'attachment':
    case 'image':
    case 'signature':
      return ['empty', 'filled'];
    case 'lookup':
    case 'rollup':
    case 'lines':
      return [];
  }
}

export function filterableFields(form: Form): Field[] {
  return form.fields.filter((field) => operatorsOf(field).length > 0);
}

export function isComplete(condition: FilterCondition): boolean {
  const count = valueCount(condition.operator);
  if (count === 'many') return condition.values.length > 0;
  return condition.values.length === count && condition.values.every((value) => value !== '');
}

/** The conditions as one formula; incomplete ones are left out. */
export function filterFormula(form: Form, conditions: readonly FilterCondition[]): string {
  return conditions
    .filter(isComplete)
    .map((condition) => {
      const field = form.fields.find((each) => each.key === condition.field);
      return field ? conditionFormula(field, condition) : '';
    })
    .filter((text) => text !== '')
    .join(' and ');
}

/** The conditions a formula stands for, or undefined when it says more than the builder can show. */
export function readFilter(form: Form, formula: string): FilterCondition[] | undefined {
  return formula.trim() === '' ? [] : parseFilter(form, formula);
}

export function quote(text: string): string {
  return `"${text.replace(/"/g, '""')}"`;
}

function literal(field: Field, value: string): string {
  if (field.type === 'rating' || field.type === 'number' || field.type === 'money' || field.type === 'percent')
    return value;
  if (field.type === 'switch') return value === 'true' ? 'TRUE' : 'FALSE';
  if (field.type === 'date' || field.type === 'datetime') {
    const [year, month, day] = value.split('-').map(Number);
    return `DATE(${year}, ${month}, ${day})`;
  }
  return quote(value);
}

/** What stands for the field in a comparison: a reference is compared by its id, a moment by its day. */
function subject(field: Field): string {
  if (field.type === 'reference') return `${field.key}.id`;
  return field.key;
}

function conditionFormula(field: Field, { operator, values }: FilterCondition): string {
  const name = subject(field);
  const [first = '', second = ''] = values.map((value) => literal(field, value));
  switch (operator) {
    case 'is':
      return `${name} = ${first}`;
    case 'is_not':
      return `${name} <> ${first}`;
    case 'contains':
      return `CONTAINS(${name}, ${first})`;
    case 'not_contains':
      return `NOT(CONTAINS(${name}, ${first}))`;
    case 'starts':
      return `STARTSWITH(${name}, ${first})`;
    case 'above':
      return `${name} > ${first}`;
    case 'at_least':
      return `${name} >= ${first}`;
    case 'below':
      return `${name} < ${first}`;
    case 'at_most':
      return field.type === 'datetime' ? `${name} < DATEADD(${first}, 1, "day")` : `${name} <= ${first}`;
    case 'between':
      return field.type === 'datetime'
        ? `AND(${name} >= ${first}, ${name} < DATEADD(${second}, 1, "day"))`
        : `AND(${name} >= ${first}, ${name} <= ${second})`;
    case 'one_of':
      return field.type === 'multi_select'
        ? `OR(${values.map((value) => `IN(${quote(value)}, ${name})`).join(', ')})`
        : `IN(${name}, ${values.map(quote).join(', ')})`;
    case 'none_of':
      return `NOT(IN(${name}, ${values.map(quote).join(', ')}))`;
    case 'last_days':
      return `${name} >= DATEADD(TODAY(), ${1 - Number(values[0])}, "day")`;
    case 'this_month':
      return `${name} > EOMONTH(TODAY(), -1)`;
    case 'empty':
      return `ISEMPTY(${field.key})`;
    case 'filled':
      return `NOT(ISEMPTY(${field.key}))`;
  }
}
