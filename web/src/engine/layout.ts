import { type Field, type Form, isSystemMade, type Language, type LinesField, labelText } from './blueprint';

/** Fields under the headings they name, each heading where it first appears; those without one come first. */
export function bySection(fields: readonly Field[], language: Language): [heading: string, fields: Field[]][] {
  const sections = new Map<string, Field[]>([['', []]]);
  for (const field of fields) {
    const heading = labelText(field.section, language);
    sections.set(heading, [...(sections.get(heading) ?? []), field]);
  }
  return [...sections].filter(([, members]) => members.length > 0);
}

/** A run of head fields, or line items, in the order the form names them. */
export type FormPart = { key: string; fields: Field[] } | { key: string; lines: LinesField };

export function formParts(fields: readonly Field[]): FormPart[] {
  const parts: FormPart[] = [];
  for (const field of fields) {
    const last = parts.at(-1);
    if (field.type === 'lines') parts.push({ key: field.key, lines: field });
    else if (last && 'fields' in last) last.fields.push(field);
    else parts.push({ key: field.key, fields: [field] });
  }
  return parts;
}

/** The head's fields that sum up line items; a form shows them beside its save button, where they are watched. */
export function totalFields(form: Form): Field[] {
  const lines = form.fields.filter((field) => field.type === 'lines').map((field) => field.key);
  return form.fields.filter((field) => {
    const formula = field.formula;
    return formula !== undefined && lines.some((key) => new RegExp(`\\b${key}\\b`).test(formula));
  });
}

/** What a person fills in, and what is computed from it; what only others fill shows once there is something in it. */
export function filledInFields(form: Form, isNew: boolean): Field[] {
  const totals = new Set(totalFields(form));
  return form.fields.filter((field) => {
    if (totals.has(field)) return false;
    if (field.formula !== undefined) return true;
    const closed = field.access === 'read' || field.readOnly === true;
    return !isSystemMade(field) && !(isNew && closed && field.copy === undefined);
  });
}
