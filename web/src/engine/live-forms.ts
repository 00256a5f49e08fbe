import type { Blueprint, Field, Form } from './blueprint';

/** The forms that show something of these forms' records: those themselves, and those that look up or sum up. */
export function showing(blueprint: Blueprint | undefined, changed: readonly string[]): string[] {
  const forms = (blueprint?.forms ?? []).filter((form) => looksInto(form, changed)).map((form) => form.key);
  return [...new Set([...changed, ...forms])];
}

function looksInto(form: Form, changed: readonly string[]): boolean {
  const reads = (field: Field, beside: readonly Field[]): boolean => {
    if (field.type === 'lines') return field.fields.some((column) => reads(column, field.fields));
    if (field.type === 'rollup') return changed.includes(field.form);
    if (field.type !== 'lookup') return false;
    const [first, ...rest] = field.path.split('.');
    const source = beside.find((each) => each.key === first);
    return rest.length > 1 || (source?.type === 'reference' && changed.includes(source.form));
  };
  return form.fields.some((field) => reads(field, form.fields));
}
