import { type FormDocument, fieldAt } from '@/engine/designer/document';

/** The field that a place of the check is about; undefined for the form. */
export function pathOf(document: FormDocument, place: string): string | undefined {
  const [part, first = '', second = ''] = place.split('.');
  if (part !== 'fields') return undefined;
  const inside = `${first}.${second}`;
  return fieldAt(document, inside) ? inside : fieldAt(document, first) ? first : undefined;
}
