import type { Field, FieldType, Label, Validation } from '../blueprint';
import { isTabs, type LayoutPart, type LayoutSection, sectionsOf } from '../layout';
import {
  allFields,
  type FieldPath,
  type FormDocument,
  fieldAt,
  joinPath,
  linesOf,
  newFieldKey,
  splitPath,
} from './document';
import { KINDS } from './kinds';
import { renameInFormulas } from './references';

/** Properties to set; those that are undefined go away. */
export type Patch = Record<string, unknown>;

/** Where a field is put: a section of the head, or line items. */
export type Target = { section: string; index: number } | { lines: string; index: number };

export function patched<T extends object>(object: T, patch: Patch): T {
  const next: Record<string, unknown> = { ...object, ...patch };
  for (const [key, value] of Object.entries(next)) if (value === undefined) delete next[key];
  return next as T;
}

export function changeForm(document: FormDocument, patch: Patch): FormDocument {
  return patched(document, patch);
}

export function changeField(document: FormDocument, path: FieldPath, patch: Patch): FormDocument {
  return mapField(document, path, (field) => patched(field, patch));
}

function mapField(document: FormDocument, path: FieldPath, change: (field: Field) => Field): FormDocument {
  const { lines, key } = splitPath(path);
  const map = (fields: readonly Field[]) => fields.map((field) => (field.key === key ? change(field) : field));
  return lines === undefined ? { ...document, fields: map(document.fields) } : mapColumns(document, lines, map);
}

function mapColumns(document: FormDocument, lines: string, map: (fields: readonly Field[]) => Field[]): FormDocument {
  return {
    ...document,
    fields: document.fields.map((field) =>
      field.key === lines && field.type === 'lines' ? { ...field, fields: map(field.fields) } : field,
    ),
  };
}

/** What a new field of a type is like; line items come with a first column, because they need one. */
export function newField(
  type: FieldType,
  key: string,
  label: Label,
  names: { column: Label; options: string[] },
): Field {
  const made: Record<string, unknown> = { key, type, label, ...KINDS[type].makes };
  if (KINDS[type].settings.some((setting) => setting === 'options' || setting === 'tree')) {
    made.options = names.options.map((name) => ({ key: name, label: { zh: name } }));
  }
  if (type === 'lines') made.fields = [{ key: 'text', type: 'text', label: names.column }];
  return made as unknown as Field;
}

export function insertFields(document: FormDocument, fields: readonly Field[], target: Target): FormDocument {
  if ('lines' in target) {
    return mapColumns(document, target.lines, (columns) => columns.toSpliced(target.index, 0, ...fields));
  }
  const keys = fields.map((field) => field.key);
  const layout = mapSection(document.layout, target.section, (section) => ({
    ...section,
    fields: section.fields.toSpliced(target.index, 0, ...keys),
  }));
  return inReadingOrder({ ...document, fields: [...document.fields, ...fields], layout });
}

/** Fields are listed in the order in which they are read, so that every list of them follows the form. */
export function inReadingOrder(document: FormDocument): FormDocument {
  const order = new Map(
    sectionsOf(document.layout)
      .flatMap((section) => section.fields)
      .map((key, at) => [key, at]),
  );
  const fields = document.fields.toSorted(
    (left, right) => (order.get(left.key) ?? order.size) - (order.get(right.key) ?? order.size),
  );
  return { ...document, fields };
}

export function mapSection(
  layout: readonly LayoutPart[],
  key: string,
  change: (section: LayoutSection) => LayoutSection,
): LayoutPart[] {
  const map = (section: LayoutSection) => (section.key === key ? change(section) : section);
  return layout.map((part) =>
    isTabs(part) ? { ...part, tabs: part.tabs.map((tab) => ({ ...tab, sections: tab.sections.map(map) })) } : map(part),
  );
}

function mapSections(layout: readonly LayoutPart[], map: (section: LayoutSection) => LayoutSection): LayoutPart[] {
  return layout.map((part) =>
    isTabs(part) ? { ...part, tabs: part.tabs.map((tab) => ({ ...tab, sections: tab.sections.map(map) })) } : map(part),
  );
}

/** Puts a field elsewhere; the index counts without the field itself. A field stays in the head or in its lines. */
export function moveField(document: FormDocument, path: FieldPath, target: Target): FormDocument {
  const { lines, key } = splitPath(path);
  if ('lines' in target) {
    if (lines !== target.lines) return document;
    return mapColumns(document, lines, (columns) => {
      const moved = columns.find((field) => field.key === key);
      return moved ? columns.filter((field) => field !== moved).toSpliced(target.index, 0, moved) : [...columns];
    });
  }
  if (lines !== undefined) return document;
  const without = mapSections(document.layout, (section) => ({
    ...section,
    fields: section.fields.filter((each) => each !== key),
  }));
  const layout = mapSection(without, target.section, (section) => ({
    ...section,
    fields: section.fields.toSpliced(target.index, 0, key),
  }));
  return inReadingOrder({ ...document, layout });
}

/** One place forward or back, over the edge of a section into the next one. */
export function nudgeField(document: FormDocument, path: FieldPath, by: 1 | -1): FormDocument {
  const { lines, key } = splitPath(path);
  if (lines !== undefined) {
    const index = (linesOf(document, lines)?.fields ?? []).findIndex((field) => field.key === key) + by;
    return index < 0 ? document : moveField(document, path, { lines, index });
  }
  const sections = sectionsOf(document.layout);
  const at = sections.findIndex((section) => section.fields.includes(key));
  const index = (sections[at]?.fields.indexOf(key) ?? -1) + by;
  const here = sections[at];
  if (!here) return document;
  if (index >= 0 && index < here.fields.length) return moveField(document, path, { section: here.key, index });
  const next = sections[at + by];
  if (!next) return document;
  return moveField(document, path, { section: next.key, index: by > 0 ? 0 : next.fields.length });
}

/** Takes fields out, and out of everything of the form that merely lists them. Formulas keep naming them: the check says so. */
export function removeFields(document: FormDocument, paths: readonly FieldPath[]): FormDocument {
  return paths.reduce(removeField, document);
}

function removeField(document: FormDocument, path: FieldPath): FormDocument {
  const { lines, key } = splitPath(path);
  const forget = (validations: Validation[] | undefined) =>
    validations?.map((each) => (each.fields ? { ...each, fields: each.fields.filter((name) => name !== key) } : each));
  if (lines !== undefined) {
    return mapField(document, lines, (field) => {
      if (field.type !== 'lines' || field.fields.length === 1) return field;
      return patched(field, {
        fields: field.fields.filter((each) => each.key !== key),
        validations: forget(field.validations),
      });
    });
  }
  const fields = document.fields.filter((field) => field.key !== key);
  if (fields.length === 0) return document;
  const columns = document.list?.columns?.filter((column) => column !== key);
  const sort = document.list?.sort
    ?.split(',')
    .filter((each) => each.replace(/^-/, '') !== key)
    .join(',');
  return patched(document, {
    fields,
    title: document.title === key ? titleAmong(fields) : document.title,
    validations: forget(document.validations),
    layout: mapSections(document.layout, (section) => ({
      ...section,
      fields: section.fields.filter((each) => each !== key),
    })),
    list: document.list && patched(document.list, { columns, sort: sort || undefined }),
  });
}

/** Types whose values can name a record. */
const TITLES: readonly string[] = ['auto_number', 'text'];

export function titleAmong(fields: readonly Field[]): string {
  return (fields.find((field) => TITLES.includes(field.type)) ?? fields[0])?.key ?? '';
}

/**
 * Puts copies of fields into a place under keys that are free; formulas among the copies follow the new keys.
 *
 * @returns the document and the paths of the copies
 */
export function pasteFields(
  document: FormDocument,
  fields: readonly Field[],
  target: Target,
  kept: ReadonlySet<FieldPath>,
): { document: FormDocument; paths: FieldPath[] } {
  const lines = 'lines' in target ? target.lines : undefined;
  const fitting = fields.filter((field) => lines === undefined || KINDS[field.type]?.inLines);
  const taken = new Set(kept);
  const renamed = new Map<string, string>();
  for (const field of fitting) {
    const key = newFieldKey(document, lines, field.key, taken);
    taken.add(joinPath(lines, key));
    renamed.set(field.key, key);
  }
  const copies = fitting.map((field) => {
    let copy: Field = { ...structuredClone(field), key: renamed.get(field.key) ?? field.key };
    for (const [from, to] of renamed) if (from !== to) copy = renameInFormulas(copy, from, to);
    return copy;
  });
  const section = copies.map((copy) => copy.key);
  return {
    document: insertFields(document, copies, target),
    paths: section.map((key) => joinPath(lines, key)),
  };
}

// Keys

/** Gives a field another key, in its place and in every formula and list of the form that names it. */
export function changeKey(document: FormDocument, path: FieldPath, to: string): FormDocument {
  const { lines, key } = splitPath(path);
  if (key === to || !fieldAt(document, path)) return document;
  const named = (name: string) => (name === key ? to : name);
  let next = renameInFormulas(document, key, to, lines);
  next = mapField(next, path, (field) => ({ ...field, key: to }));
  if (lines !== undefined) return next;
  const sort = next.list?.sort
    ?.split(',')
    .map((each) => (each.replace(/^-/, '') === key ? each.replace(key, to) : each))
    .join(',');
  return patched(next, {
    title: named(next.title),
    layout: mapSections(next.layout, (section) => ({ ...section, fields: section.fields.map(named) })),
    list: next.list && patched(next.list, { columns: next.list.columns?.map(named), sort }),
  });
}

/** The place right behind a field, for what is added next to it. */
export function placeAfter(document: FormDocument, path: FieldPath): Target | undefined {
  const { lines, key } = splitPath(path);
  if (lines !== undefined) {
    const index = linesOf(document, lines)?.fields.findIndex((field) => field.key === key) ?? -1;
    return index < 0 ? undefined : { lines, index: index + 1 };
  }
  const section = sectionsOf(document.layout).find((each) => each.fields.includes(key));
  return section && { section: section.key, index: section.fields.indexOf(key) + 1 };
}

/** How many fields there are, columns of line items included. */
export function countFields(document: FormDocument): number {
  return allFields(document).length;
}
