import type { StoredRecord } from '@/api/records';
import type { Form } from '@/engine/blueprint';
import { isReference } from '@/engine/values';

/** What a record is called: the value of its form's title field. */
export function titleOf(form: Form, record: StoredRecord): string {
  if (record.title) return record.title;
  const value = form.title === undefined ? undefined : record.values[form.title];
  if (isReference(value)) return value.title;
  return value === undefined || value === null || value === '' ? record.id.slice(0, 8) : String(value);
}
