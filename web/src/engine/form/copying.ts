import type { Field } from '../blueprint';

export interface CopyTarget {
  /** The field that is filled. */
  target: string;
  /** The form the picked record belongs to, and the field of it that is copied. */
  form: string;
  name: string;
}

/** The fields that are filled when this reference is picked. */
export function copyTargets(fields: readonly Field[], reference: string): CopyTarget[] {
  const source = fields.find((field) => field.key === reference);
  if (source?.type !== 'reference') return [];
  const targets: CopyTarget[] = [];
  for (const field of fields) {
    const [from, name, ...deeper] = field.copy?.split('.') ?? [];
    if (from === reference && name !== undefined && deeper.length === 0) {
      targets.push({ target: field.key, form: source.form, name });
    }
  }
  return targets;
}
