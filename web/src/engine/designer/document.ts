import type { Field, Form, Label, LinesField, Validation } from '../blueprint';
import { freeKey, type LayoutPart, layoutOf, sectionsOf } from '../layout';

/** A form as it is built: the artifact's document, with the places of its fields always written out. */
export interface FormDocument {
  kind: 'form';
  key: string;
  label: Label | string;
  icon?: string;
  group?: string;
  position?: number;
  /** Key of the field that names a record. */
  title: string;
  fields: Field[];
  validations?: Validation[];
  layout: LayoutPart[];
  list?: { columns?: string[]; sort?: string };
}

/** Where a field stands: its key, or for a column of line items `lines.price`. */
export type FieldPath = string;

/** Names that mean something of their own in tables or formulas. */
const RESERVED = [
  ...['id', 'rev', 'created_at', 'created_by', 'updated_at', 'updated_by', 'deleted_at', 'flow_state'],
  ...['parent', 'position', 'item', 'before', 'current', 'me', 'true', 'false', 'and', 'or', 'not', 'empty'],
];

export const LONGEST_KEY = 29;

/** The document of an artifact with its layout written out, whatever version of the product wrote it. */
export function toDocument(json: unknown): FormDocument {
  const read = json as Omit<FormDocument, 'layout'> & { layout?: LayoutPart[] };
  const layout = layoutOf(read);
  return { ...read, fields: read.fields.map(withoutSection), layout };
}

/** What stood in the heading of a field stands in the layout from now on. */
function withoutSection(field: Field): Field {
  if (field.section === undefined) return field;
  const { section: _, ...rest } = field;
  return rest as Field;
}

/** A form without anything but the number that names its records. */
export function emptyDocument(key: string, label: Label, number: Label): FormDocument {
  const prefix =
    key
      .replace(/[^a-z]/g, '')
      .slice(0, 2)
      .toUpperCase() || 'NO';
  return {
    kind: 'form',
    key,
    label,
    title: 'number',
    fields: [{ key: 'number', type: 'auto_number', label: number, pattern: `${prefix}{yyyyMMdd}-{0000}` } as Field],
    layout: [{ key: 'section_1', columns: 2, fields: ['number'] }],
  };
}

/** The form as the engine runs it, with every right on it: for previews and for reading its formulas. */
export function asForm(document: FormDocument): Form {
  const all = { view: true, create: true, edit: true, delete: true, import: true, export: true };
  const label = typeof document.label === 'string' ? { zh: document.label } : document.label;
  return { ...document, label, may: all };
}

export function splitPath(path: FieldPath): { lines: string | undefined; key: string } {
  const dot = path.indexOf('.');
  return dot < 0 ? { lines: undefined, key: path } : { lines: path.slice(0, dot), key: path.slice(dot + 1) };
}

export function joinPath(lines: string | undefined, key: string): FieldPath {
  return lines === undefined ? key : `${lines}.${key}`;
}

export function linesOf(document: FormDocument, key: string): LinesField | undefined {
  const field = document.fields.find((each) => each.key === key);
  return field?.type === 'lines' ? field : undefined;
}

/** The fields that stand beside a field: the head's, or those of its line items. */
export function siblings(document: FormDocument, lines: string | undefined): readonly Field[] {
  return lines === undefined ? document.fields : (linesOf(document, lines)?.fields ?? []);
}

export function fieldAt(document: FormDocument, path: FieldPath): Field | undefined {
  const { lines, key } = splitPath(path);
  return siblings(document, lines).find((field) => field.key === key);
}

/** Every field with its path, line items right before their columns. */
export function allFields(document: FormDocument): { path: FieldPath; field: Field }[] {
  return document.fields.flatMap((field) => [
    { path: field.key, field },
    ...(field.type === 'lines'
      ? field.fields.map((each) => ({ path: joinPath(field.key, each.key), field: each }))
      : []),
  ]);
}

/** A key for a new field: not in use, without a meaning of its own, and not that of a column that still has data. */
export function newFieldKey(
  document: FormDocument,
  lines: string | undefined,
  wished: string,
  kept: ReadonlySet<FieldPath> = new Set(),
): string {
  const taken = new Set([...RESERVED, ...siblings(document, lines).map((field) => field.key)]);
  for (const path of kept) {
    const split = splitPath(path);
    if (split.lines === lines) taken.add(split.key);
  }
  return freeKey(wished.slice(0, LONGEST_KEY - 4), taken);
}

/** Why a key cannot be given to a field; undefined when it can. */
export function keyProblem(
  document: FormDocument,
  path: FieldPath,
  wanted: string,
  kept: ReadonlySet<FieldPath> = new Set(),
): 'shape' | 'reserved' | 'taken' | 'kept' | undefined {
  const { lines, key } = splitPath(path);
  if (!/^[a-z][a-z0-9_]*$/.test(wanted) || wanted.length > LONGEST_KEY) return 'shape';
  if (wanted === key) return undefined;
  if (RESERVED.includes(wanted)) return 'reserved';
  if (siblings(document, lines).some((field) => field.key === wanted)) return 'taken';
  return kept.has(joinPath(lines, wanted)) ? 'kept' : undefined;
}

/** The key that a name in English suggests: `Unit price` becomes `unit_price`; empty where it suggests none. */
export function keyFrom(name: string): string {
  const words = name.toLowerCase().match(/[a-z0-9]+/g) ?? [];
  return words
    .join('_')
    .replace(/^[^a-z]+/, '')
    .slice(0, LONGEST_KEY - 4);
}

/** A key for a new section, tab or group of tabs. */
export function newPlaceKey(layout: readonly LayoutPart[], wished: string, alsoTaken: readonly string[] = []): string {
  const taken = new Set([
    ...layout.flatMap((part) => [part.key, ...('tabs' in part ? part.tabs.map((tab) => tab.key) : [])]),
    ...sectionsOf(layout).map((section) => section.key),
    ...alsoTaken,
  ]);
  return freeKey(wished, taken);
}
