import { type Field, type Form, isReadable, type Label, type LinesField } from '../blueprint';
import type { FormulaPlace, NamedRecord } from '../formulas';
import { SYSTEM_FIELDS } from '../system-fields';

/** Where a name of a formula is looked up: a form, or rows of its line items. */
export interface Scope {
  form: Form;
  lines?: LinesField | undefined;
  /** Names besides the fields; at the beginning of a path only. */
  names?: readonly NamedRecord[] | undefined;
}

/** What a name stands for. */
export interface Member {
  key: string;
  label: Label;
  /** Undefined for what every record has. */
  field: Field | undefined;
  /** Where the names after it are looked up; undefined where none may follow. */
  leads: Scope | undefined;
}

const SYSTEM_LABELS = new Map<string, Label>([
  ...SYSTEM_FIELDS.map((field) => [field.key, field.label] as const),
  ['flow_state', { zh: '流程状态', en: 'Flow state' }],
  ['id', { zh: '编号', en: 'Id' }],
]);

/** The label under which the head is known inside line items. */
const PARENT: Label = { zh: '主单', en: 'Head' };

export function scopeAt({ form, lines, names }: FormulaPlace): Scope {
  return { form, lines, names };
}

/** What a name stands for in a scope; undefined where there is nothing of that name. */
export function memberOf(scope: Scope, key: string, forms: readonly Form[]): Member | undefined {
  const field = (scope.lines?.fields ?? scope.form.fields).find((each) => each.key === key);
  if (field) return ofField(field, scope, forms);
  const named = scope.names?.find((each) => each.name === key);
  if (named) return { key, label: named.label, field: undefined, leads: { form: named.form, lines: named.lines } };
  if (scope.lines) {
    return key === 'parent' ? { key, label: PARENT, field: undefined, leads: { form: scope.form } } : undefined;
  }
  const label = SYSTEM_LABELS.get(key);
  return label && { key, label, field: undefined, leads: undefined };
}

/** Everything a formula can name in a scope, its fields first; values that are looked up live cannot be read. */
export function membersOf(scope: Scope, forms: readonly Form[]): Member[] {
  const fields = (scope.lines?.fields ?? scope.form.fields).filter(isReadable);
  const keys = new Set([
    ...fields.map((field) => field.key),
    ...(scope.names ?? []).map((each) => each.name),
    ...(scope.lines ? ['parent'] : SYSTEM_LABELS.keys()),
  ]);
  return [...keys].flatMap((key) => memberOf(scope, key, forms) ?? []);
}

function ofField(field: Field, scope: Scope, forms: readonly Form[]): Member {
  const label = typeof field.label === 'string' ? { zh: field.label } : (field.label ?? { zh: field.key });
  return { key: field.key, label, field, leads: leadsTo(field, scope, forms) };
}

function leadsTo(field: Field, scope: Scope, forms: readonly Form[]): Scope | undefined {
  if (field.type === 'lines') return { form: scope.form, lines: field };
  if (field.type !== 'reference') return undefined;
  const form = forms.find((each) => each.key === field.form);
  return form && { form };
}
