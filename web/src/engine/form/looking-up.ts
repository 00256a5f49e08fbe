import { type Field, findField } from '../blueprint';
import { isReference, type Value } from '../values';
import type { ReferenceValues } from './references';
import type { Row } from './row';

/** What fields show that look into a record which was picked; a record that is not known yet is asked for. */
export function lookedUp(
  fields: readonly Field[],
  row: Row,
  picked: string,
  references: ReferenceValues,
): { key: string; value: Value }[] {
  const source = findField(fields, picked);
  if (source?.type !== 'reference') return [];
  const value = row.values.get(picked);
  return fields.flatMap((field) => {
    if (field.type !== 'lookup') return [];
    const [from, name, ...deeper] = field.path.split('.');
    if (from !== picked || name === undefined) return [];
    const known = isReference(value) ? references.get(source.form, value.id) : undefined;
    if (isReference(value) && !known) references.request(source.form, value.id);
    return [{ key: field.key, value: deeper.length === 0 ? (known?.[name] ?? null) : null }];
  });
}
