import { type Field, type Form, isSystemMade } from '@/engine/blueprint';
import { written } from '@/engine/form/payload';
import type { Value } from '@/engine/values';

/** What a field is to become, while it is chosen. */
export interface NewValue {
  id: number;
  field: string | undefined;
  mode: 'value' | 'formula' | 'clear';
  value: Value;
  raw: string | undefined;
  formula: string;
}

export function newValue(id: number): NewValue {
  return { id, field: undefined, mode: 'value', value: null, raw: undefined, formula: '' };
}

/** The fields one may change in many records at once. */
export function changeable(form: Form): Field[] {
  return form.fields.filter(
    (field) => field.type !== 'lines' && !isSystemMade(field) && field.access !== 'read' && field.readOnly !== true,
  );
}

/** References, people and files are picked, not computed. */
export function takesFormula(field: Field): boolean {
  return !['reference', 'person', 'department', 'attachment', 'image', 'signature'].includes(field.type);
}

/** The values as the server takes them; undefined while one is not complete. */
export function orderOf(
  values: readonly NewValue[],
): Record<string, { value: unknown } | { formula: string }> | undefined {
  const order: Record<string, { value: unknown } | { formula: string }> = {};
  for (const each of values) {
    if (each.field === undefined) return undefined;
    if (each.mode === 'clear') order[each.field] = { value: null };
    else if (each.mode === 'formula') {
      if (each.formula.trim() === '') return undefined;
      order[each.field] = { formula: each.formula };
    } else {
      const value = each.raw ?? written(each.value);
      if (value === null || value === '') return undefined;
      order[each.field] = { value };
    }
  }
  return values.length === 0 ? undefined : order;
}
