import type { Field, Form } from '@/engine/blueprint';

/** The head's fields that sum up line items; they stand beside the save button, where they are watched. */
export function totalFields(form: Form): Field[] {
  const lines = form.fields.filter((field) => field.type === 'lines').map((field) => field.key);
  return form.fields.filter((field) => {
    const formula = field.formula;
    return formula !== undefined && lines.some((key) => new RegExp(`\\b${key}\\b`).test(formula));
  });
}
