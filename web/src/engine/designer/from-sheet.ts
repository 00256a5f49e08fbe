import type { Field, FieldType, Label } from '../blueprint';
import type { ImportPlan } from '../import-plan';
import type { FormDocument } from './document';

/** A column of a sheet and the field it is to become. */
export interface PlannedColumn {
  index: number;
  /** The name by which an import knows the column. */
  header: string;
  label: string;
  key: string;
  type: FieldType;
  scale: number;
  /** The different values, where they are few enough to be options. */
  choices: readonly string[];
  take: boolean;
  required: boolean;
  unique: boolean;
  samples: readonly string[];
  filled: number;
  notes: readonly { code: string; message: string }[];
}

/** The types a column can become, as the designer names them. */
export const COLUMN_TYPES: readonly FieldType[] = [
  'text',
  'long_text',
  'number',
  'money',
  'percent',
  'date',
  'datetime',
  'switch',
  'select',
  'phone',
  'email',
  'url',
  'id_number',
  'credit_code',
  'bank_card',
];

const MAY_BE_UNIQUE: readonly FieldType[] = [
  'text',
  'number',
  'phone',
  'email',
  'url',
  'id_number',
  'credit_code',
  'bank_card',
  'date',
];

const LISTED = 8;

export interface NewForm {
  key: string;
  label: Label;
  group?: string | undefined;
  /** Key of the field that names a record. */
  title: string;
}

/** Whether no two records may share a value of a field of this type. */
export function mayBeUnique(type: FieldType): boolean {
  return MAY_BE_UNIQUE.includes(type);
}

/** A column with another type, without what the new type cannot have. */
export function withType(column: PlannedColumn, type: FieldType): PlannedColumn {
  return { ...column, type, unique: column.unique && mayBeUnique(type) };
}

function fieldOf(column: PlannedColumn): Field {
  const { key, type, required, unique } = column;
  const field: Record<string, unknown> = { key, type, label: { zh: column.label } };
  if (required) field.required = true;
  if (unique && mayBeUnique(type)) field.unique = true;
  if (type === 'number' || type === 'money' || type === 'percent') field.scale = Math.min(column.scale, 10);
  if (type === 'select') {
    field.options = column.choices.map((choice) => ({ key: choice.slice(0, 60), label: { zh: choice } }));
  }
  return field as unknown as Field;
}

/** The form that the columns make, all of it on one sheet of two columns. */
export function formOfColumns(form: NewForm, columns: readonly PlannedColumn[]): FormDocument {
  const taken = columns.filter((column) => column.take);
  const keys = taken.map((column) => column.key);
  return {
    kind: 'form',
    key: form.key,
    label: form.label,
    ...(form.group ? { group: form.group } : {}),
    title: form.title,
    fields: taken.map(fieldOf),
    layout: [{ key: 'section_1', columns: 2, fields: keys }],
    list: { columns: keys.slice(0, LISTED) },
  };
}

/** How the sheet's rows become records of the form: each once, also when the file is imported again. */
export function planOfColumns(
  form: string,
  sheet: number,
  header: number,
  columns: readonly PlannedColumn[],
): ImportPlan {
  const taken = columns.filter((column) => column.take);
  const unique = taken.find((column) => column.unique);
  return {
    form,
    sheet,
    header,
    rows: 'single',
    columns: taken.map((column) => ({
      index: column.index,
      header: column.header,
      field: column.key,
      by: [],
      create: false,
    })),
    key: unique ? [unique.key] : [],
    duplicates: 'skip',
    participants: false,
  };
}

export type ColumnProblem = 'unnamed' | 'same_name' | 'key_shape' | 'same_key' | 'no_choices';

/** What keeps a column from becoming a field; undefined when nothing does. */
export function columnProblem(column: PlannedColumn, columns: readonly PlannedColumn[]): ColumnProblem | undefined {
  if (!column.take) return undefined;
  const others = columns.filter((each) => each.take && each.index !== column.index);
  if (column.label.trim() === '') return 'unnamed';
  if (others.some((each) => each.label.trim() === column.label.trim())) return 'same_name';
  if (!/^[a-z][a-z0-9_]{0,28}$/.test(column.key)) return 'key_shape';
  if (others.some((each) => each.key === column.key)) return 'same_key';
  return column.type === 'select' && column.choices.length === 0 ? 'no_choices' : undefined;
}

/** The field that names records: the one chosen while it is there, else the first unique one or the first text. */
export function titleOf(columns: readonly PlannedColumn[], chosen: string): string {
  const taken = columns.filter((column) => column.take);
  const found =
    taken.find((column) => column.key === chosen) ??
    taken.find((column) => column.unique) ??
    taken.find((column) => column.type === 'text') ??
    taken[0];
  return found?.key ?? '';
}
