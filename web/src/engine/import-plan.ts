import type { Label } from './blueprint';

export interface PlanColumn {
  index: number;
  header: string;
  field: string;
  by: string[];
  create: boolean;
}

export interface ImportPlan {
  form: string;
  sheet: number;
  header: number;
  rows: 'single' | 'flat' | 'grouped';
  columns: PlanColumn[];
  key: string[];
  duplicates: 'skip' | 'update' | 'both';
  participants: boolean;
}

export interface PlanField {
  key: string;
  label: Label;
  type: string;
  required: boolean;
  unique: boolean;
  keyable: boolean;
  create: boolean;
  by: { key: string; label: Label }[];
}

/** Puts a column to a field, or to none; the field leaves the column it had before. */
export function assign(plan: ImportPlan, index: number, header: string, field: PlanField | undefined): ImportPlan {
  const others = plan.columns.filter((column) => column.index !== index && column.field !== field?.key);
  const columns = field
    ? [...others, { index, header, field: field.key, by: field.by.map((by) => by.key), create: false }]
    : others;
  return fitting({ ...plan, columns: columns.sort((left, right) => left.index - right.index) });
}

/** A plan whose parts do not contradict one another. */
export function fitting(plan: ImportPlan): ImportPlan {
  const mapped = new Set(plan.columns.map((column) => column.field));
  const key = plan.key.filter((field) => mapped.has(field));
  const withLines = plan.columns.some((column) => column.field.includes('.'));
  return {
    ...plan,
    key,
    duplicates: key.length === 0 ? 'skip' : plan.duplicates,
    rows: withLines ? (plan.rows === 'single' ? 'flat' : plan.rows) : 'single',
  };
}

/** Fields that must be filled and have no column. */
export function missing(plan: ImportPlan, fields: readonly PlanField[]): PlanField[] {
  const mapped = new Set(plan.columns.map((column) => column.field));
  const lines = new Set([...mapped].filter((key) => key.includes('.')).map((key) => key.split('.')[0]));
  return fields.filter(
    (field) =>
      field.required && !mapped.has(field.key) && (!field.key.includes('.') || lines.has(field.key.split('.')[0])),
  );
}
