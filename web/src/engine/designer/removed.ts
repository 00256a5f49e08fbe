import type { Field } from '../blueprint';
import { sectionsOf } from '../layout';
import { allFields, type FieldPath, type FormDocument, linesOf, splitPath } from './document';
import { insertFields } from './operations';

/** A field that was published once and is not on the form now; its column and its values are still there. */
export interface RemovedField {
  path: FieldPath;
  /** As it was last published. */
  field: Field;
  /** The last version that had it. */
  version: number;
}

/** The fields that earlier versions had, newest first; the columns of line items that are gone come with them. */
export function removedFields(
  versions: readonly { version: number; document: FormDocument }[],
  document: FormDocument,
): RemovedField[] {
  const known = new Set(allFields(document).map(({ path }) => path));
  const removed: RemovedField[] = [];
  for (const { version, document: earlier } of versions) {
    for (const { path, field } of allFields(earlier)) {
      const { lines } = splitPath(path);
      if (known.has(path) || (lines !== undefined && !linesOf(document, lines))) continue;
      known.add(path);
      removed.push({ path, field, version });
    }
  }
  return removed;
}

/** Puts a removed field back under its own key, so that its values are there again; at the end, to be moved from there. */
export function bringBack(document: FormDocument, { path, field }: RemovedField): FormDocument {
  const { lines } = splitPath(path);
  if (lines !== undefined) {
    return insertFields(document, [field], { lines, index: linesOf(document, lines)?.fields.length ?? 0 });
  }
  const last = sectionsOf(document.layout).at(-1);
  return insertFields(document, [field], { section: last?.key ?? '', index: last?.fields.length ?? 0 });
}
