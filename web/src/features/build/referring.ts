import type { Form, ReferenceField } from '@/engine/blueprint';

/** The forms that refer to a form, and by which fields. */
export function referring(forms: readonly Form[], to: string): { form: Form; fields: ReferenceField[] }[] {
  return forms.flatMap((form) => {
    const fields = form.fields.filter(
      (field): field is ReferenceField => field.type === 'reference' && field.form === to,
    );
    return fields.length > 0 ? [{ form, fields }] : [];
  });
}
