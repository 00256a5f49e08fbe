import type { Field, Form } from '../blueprint';
import { isEmpty, type Values } from '../values';

/** A form in which what is agreed can only be read: `locked` names fields, line items or `lines.column`. What is empty is not agreed yet. */
export function withLocked(form: Form, locked: readonly string[], stored: Values): Form {
  const keys = new Set(locked);
  const fields = form.fields.map((field): Field => {
    if (keys.has(field.key)) return isEmpty(stored[field.key]) ? field : { ...field, access: 'read' };
    if (field.type !== 'lines') return field;
    const columns = field.fields.map((column) =>
      keys.has(`${field.key}.${column.key}`) ? { ...column, readOnly: true as const } : column,
    );
    return { ...field, fields: columns };
  });
  return { ...form, fields };
}
