import type { Field } from '../blueprint';

const MARK = 'xiaodan/fields';

/** Fields as text, for the clipboard: they can be pasted into another form, another tab, or a mail. */
export function fieldsToText(fields: readonly Field[]): string {
  return JSON.stringify({ [MARK]: 1, fields });
}

/** The fields in a text; undefined when it holds none. */
export function fieldsFromText(text: string): Field[] | undefined {
  if (!text.includes(MARK)) return undefined;
  try {
    const read = JSON.parse(text) as { fields?: unknown };
    const fields = Array.isArray(read.fields) ? read.fields.filter(isField) : [];
    return fields.length > 0 ? fields : undefined;
  } catch {
    return undefined;
  }
}

function isField(value: unknown): value is Field {
  return (
    typeof value === 'object' &&
    value !== null &&
    'key' in value &&
    'type' in value &&
    typeof value.key === 'string' &&
    /^[a-z][a-z0-9_]{0,28}$/.test(value.key) &&
    typeof value.type === 'string'
  );
}

/** Lines of a text as names of options: a column copied from a spreadsheet, or words set off by commas. */
export function optionNames(text: string): string[] {
  const parts = /[\r\n\t]/.test(text.trim()) ? text.split(/[\r\n\t]+/) : text.split(/[,，、;；]+/);
  return [...new Set(parts.map((each) => each.trim()).filter((each) => each !== ''))];
}
