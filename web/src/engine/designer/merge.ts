import type { Field, LinesField, Validation } from '../blueprint';
import { isTabs, type LayoutPart, layoutOf } from '../layout';
import { type Difference, differences, same } from './difference';
import type { FormDocument } from './document';
import { patched } from './operations';

export type Side = 'mine' | 'theirs';

/** The changes of both that ask the same question and answer it differently. */
export function clashes(base: FormDocument, mine: FormDocument, theirs: FormDocument): Difference[] {
  const other = differences(base, theirs);
  return differences(base, mine).filter((change) =>
    other.some(
      (each) =>
        each.subject === change.subject &&
        each.key === change.key &&
        (each.property === change.property || each.kind !== 'changed' || change.kind !== 'changed') &&
        !same(each, change),
    ),
  );
}

/** Both people's changes to the same beginning, in one document; where they clash, `winner` has it. */
export function merge(base: FormDocument, mine: FormDocument, theirs: FormDocument, winner: Side): FormDocument {
  const first = winner === 'mine' ? mine : theirs;
  const second = winner === 'mine' ? theirs : mine;
  const fields = mergeFields(base.fields, first.fields, second.fields);
  const merged = mergeObjects(base, first, second, ['fields', 'layout', 'validations', 'list']);
  const keys = new Set(fields.map((field) => field.key));
  const layout = mergeLayout(base, first, second, keys);
  const title = keys.has(merged.title) ? merged.title : (fields[0]?.key ?? '');
  return patched(merged, {
    title,
    fields: inOrder(fields, layout),
    layout,
    validations: mergeValidations(base.validations, first.validations, second.validations),
    list: same(first.list ?? null, base.list ?? null) ? second.list : first.list,
  });
}

export function mergeObjects<T extends object>(base: T, first: T, second: T, apart: readonly string[]): T {
  const next = { ...first } as Record<string, unknown>;
  const was = base as Record<string, unknown>;
  const other = second as Record<string, unknown>;
  for (const key of new Set([...Object.keys(base), ...Object.keys(second)])) {
    if (!apart.includes(key) && same(next[key], was[key])) next[key] = other[key];
  }
  for (const [key, value] of Object.entries(next)) if (value === undefined) delete next[key];
  return next as T;
}

/** A member that one side removed is gone, unless the other changed it meanwhile and wins. */
export function mergeMembers<T extends { key: string }>(
  base: readonly T[],
  first: readonly T[],
  second: readonly T[],
  both: (base: T | undefined, first: T, second: T) => T,
): T[] {
  const was = new Map(base.map((each) => [each.key, each]));
  const other = new Map(second.map((each) => [each.key, each]));
  const own = new Set(first.map((each) => each.key));
  const kept = first.flatMap((each) => {
    const theirs = other.get(each.key);
    const old = was.get(each.key);
    if (theirs) return [both(old, each, theirs)];
    return old === undefined || !same(old, each) ? [each] : [];
  });
  const added = second.filter((each) => !own.has(each.key) && !was.has(each.key));
  return [...kept, ...added];
}

function mergeFields(base: readonly Field[], first: readonly Field[], second: readonly Field[]): Field[] {
  return mergeMembers(base, first, second, (old, one, two) => {
    if (!old) return one;
    if (one.type !== 'lines' || two.type !== 'lines' || old.type !== 'lines')
      return mergeObjects<Field>(old, one, two, []);
    const merged = mergeObjects<LinesField>(old, one, two, ['fields', 'validations']);
    return patched(merged, {
      fields: mergeFields(old.fields, one.fields, two.fields),
      validations: mergeValidations(old.validations, one.validations, two.validations),
    });
  });
}

function mergeValidations(
  base: Validation[] | undefined,
  first: Validation[] | undefined,
  second: Validation[] | undefined,
): Validation[] | undefined {
  const merged = mergeMembers(base ?? [], first ?? [], second ?? [], (old, one, two) =>
    old ? mergeObjects(old, one, two, []) : one,
  );
  return merged.length > 0 ? merged : undefined;
}

/** The winner's layout, if it changed it; fields that only the other has come at the end. */
function mergeLayout(
  base: FormDocument,
  first: FormDocument,
  second: FormDocument,
  keys: ReadonlySet<string>,
): LayoutPart[] {
  const layout = same(first.layout, base.layout) ? second.layout : first.layout;
  const fields = [...keys].map((key) => ({ key, type: 'text', label: {} }) as Field);
  return layoutOf({ fields, layout });
}

function inOrder(fields: readonly Field[], layout: readonly LayoutPart[]): Field[] {
  const order = layout.flatMap((part) =>
    isTabs(part) ? part.tabs.flatMap((tab) => tab.sections.flatMap((each) => each.fields)) : part.fields,
  );
  return fields.toSorted((left, right) => order.indexOf(left.key) - order.indexOf(right.key));
}
