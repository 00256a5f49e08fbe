import { type Field, type Form, isAskable, isFiles, isLive, shownAs } from '../blueprint';
import { listedField } from '../system-fields';

export interface SortKey {
  field: string;
  descending: boolean;
}

export function parseSort(text: string): SortKey[] {
  return text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '' && part !== '-')
    .map((part) =>
      part.startsWith('-') ? { field: part.slice(1), descending: true } : { field: part, descending: false },
    );
}

export function sortText(sort: readonly SortKey[]): string {
  return sort.map((key) => (key.descending ? `-${key.field}` : key.field)).join(',');
}

/** Not sorted, upwards, downwards, as before; with `add` beside what is sorted already. */
export function nextSort(sort: readonly SortKey[], field: string, add: boolean): SortKey[] {
  const current = sort.find((key) => key.field === field);
  const others = add ? sort.filter((key) => key.field !== field) : [];
  if (!current) return [...others, { field, descending: false }];
  return current.descending ? others : [...others, { field, descending: true }];
}

/** The columns of a form's list: those it names, or the first eight that fit in a cell. */
export function listColumns(form: Form): Field[] {
  const named = (form.list?.columns ?? [])
    .map((key) => listedField(form, key))
    .filter((field): field is Field => field !== undefined && field.type !== 'lines');
  return named.length > 0
    ? named
    : form.fields
        .filter((field) => field.type !== 'lines' && field.type !== 'long_text' && field.type !== 'rich_text')
        .slice(0, 8);
}

export function isSortable(field: Field): boolean {
  if (isLive(field)) return isAskable(field) && isSortable(shownAs(field)) && !hasParts(shownAs(field));
  const kept = field.type !== 'lines' && !isFiles(field) && field.type !== 'multi_select';
  return kept && field.key !== 'created_by' && field.key !== 'updated_by' && field.key !== 'deleted_by';
}

/** Whether a value is a record, which has no order of its own. */
function hasParts(field: Field): boolean {
  return field.type === 'reference';
}
