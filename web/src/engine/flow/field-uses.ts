import type { Field, Form } from '@/engine/blueprint';

export type Uses = Readonly<Record<string, 'hidden' | 'read' | 'edit' | 'required'>>;

/**
 * A form as the to-dos somebody has on a record show it: what all of them hide is left out, what none of them lets be
 * changed and one of them shows to be read is read only. What they say nothing about stays as the form has it.
 */
export function asAsked(form: Form, uses: readonly Uses[]): Form {
  const told = uses.filter((each) => Object.keys(each).length > 0);
  if (told.length === 0 || told.length < uses.length) return form;
  const fields = form.fields.flatMap((field): Field[] => {
    const said = told.map((each) => each[field.key]);
    if (said.every((use) => use === 'hidden')) return [];
    const fixed = said.includes('read') && said.every((use) => use === 'read' || use === 'hidden');
    return [fixed ? ({ ...field, access: 'read' } as Field) : field];
  });
  return { ...form, fields };
}
