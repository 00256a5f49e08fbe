import { type Field, type Language, labelText } from '@/engine/blueprint';
import type { FormulaPlace } from '@/engine/formulas';

interface NamedChoice {
  value: string;
  label: string;
}

/** What a formula can speak of at a place, under the names people know: fields, columns, and fields of referenced records. */
export function formulaNames({ forms, form, lines }: FormulaPlace, language: Language): NamedChoice[] {
  const name = (field: Field) => labelText(field.label, language, field.key);
  const of = (fields: readonly Field[], path: string, words: string): NamedChoice[] =>
    fields.flatMap((field): NamedChoice[] => {
      const own = { value: path + field.key, label: words + name(field) };
      if (field.type === 'lines') return lines ? [] : [own, ...plain(field.fields, `${own.value}.`, `${own.label} › `)];
      if (field.type !== 'reference') return [own];
      const target = forms.find((each) => each.key === field.form);
      return [own, ...plain(target?.fields ?? [], `${own.value}.`, `${own.label} › `)];
    });
  const plain = (fields: readonly Field[], path: string, words: string): NamedChoice[] =>
    fields
      .filter((field) => field.type !== 'lines')
      .map((field) => ({ value: path + field.key, label: words + name(field) }));
  if (!lines) return of(form.fields, '', '');
  return [
    ...of(lines.fields, '', ''),
    ...of(form.fields, 'parent.', `${labelText(form.label, language, form.key)} › `),
  ];
}
