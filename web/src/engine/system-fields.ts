import { type Field, type Form, findField } from './blueprint';
import type { ReferenceValue, Value, Values } from './values';

/** What every record has without its form naming it; lists may show and sort it like any field. */
export const SYSTEM_FIELDS: readonly Field[] = [
  { key: 'created_at', type: 'datetime', label: { zh: '创建时间', en: 'Created' } },
  { key: 'created_by', type: 'person', label: { zh: '创建人', en: 'Created by' } },
  { key: 'updated_at', type: 'datetime', label: { zh: '更新时间', en: 'Changed' } },
  { key: 'updated_by', type: 'person', label: { zh: '更新人', en: 'Changed by' } },
];

/** What records in the recycle bin have besides. */
const BIN_FIELDS: readonly Field[] = [
  { key: 'deleted_at', type: 'datetime', label: { zh: '删除时间', en: 'Deleted' } },
  { key: 'deleted_by', type: 'person', label: { zh: '删除人', en: 'Deleted by' } },
];

interface ListedRecord {
  createdAt: string;
  createdBy: ReferenceValue | null;
  updatedAt: string;
  updatedBy: ReferenceValue | null;
  deletedAt?: string | null;
  deletedBy?: ReferenceValue | null;
  values: Values;
}

/** A field of a form's list: its own, or one that every record has. */
export function listedField(form: Form, key: string): Field | undefined {
  return findField(form.fields, key) ?? findField(SYSTEM_FIELDS, key) ?? findField(BIN_FIELDS, key);
}

export function listedValue(record: ListedRecord, field: Field): Value {
  if (field.key in record.values) return record.values[field.key] ?? null;
  switch (field.key) {
    case 'created_at':
      return record.createdAt;
    case 'created_by':
      return record.createdBy;
    case 'updated_at':
      return record.updatedAt;
    case 'updated_by':
      return record.updatedBy;
    case 'deleted_at':
      return record.deletedAt ?? null;
    case 'deleted_by':
      return record.deletedBy ?? null;
    default:
      return null;
  }
}
