import type { Field, Label, Validation } from '../blueprint';
import { isTabs, sectionsOf } from '../layout';
import { allFields, type FieldPath, type FormDocument } from './document';

/** What differs between two documents of a form, small enough to be said in one sentence. */
export interface Difference {
  /** What it is about: the same subject and property on both sides of a merge is the same question. */
  subject: 'form' | 'field' | 'validation' | 'layout' | 'list';
  kind: 'added' | 'removed' | 'changed' | 'moved';
  /** Path of the field, or key of the validation; empty for the form, its layout and its list. */
  key: string;
  label: Label | string;
  property?: string;
  before?: unknown;
  after?: unknown;
}

export function same(left: unknown, right: unknown): boolean {
  if (left === right) return true;
  if (typeof left !== 'object' || typeof right !== 'object' || left === null || right === null) return false;
  if (Array.isArray(left) !== Array.isArray(right)) return false;
  const keys = new Set([...Object.keys(left), ...Object.keys(right)]);
  return [...keys].every((key) =>
    same((left as Record<string, unknown>)[key], (right as Record<string, unknown>)[key]),
  );
}

/** Properties that have sentences, or an account, of their own. */
const FORM_APART = ['kind', 'key', 'fields', 'validations', 'layout', 'list'];

const FIELD_APART = ['key', 'fields', 'validations'];

/** Everything that differs, in the order of the form. */
export function differences(before: FormDocument, after: FormDocument): Difference[] {
  return [
    ...properties('form', '', after.label, before, after, FORM_APART),
    ...fieldDifferences(before, after),
    ...validationDifferences(before, after),
    ...layoutDifferences(before, after),
    ...(same(before.list ?? {}, after.list ?? {})
      ? []
      : [{ subject: 'list', kind: 'changed', key: '', label: after.label } as const]),
  ];
}

function properties(
  subject: 'form' | 'field' | 'validation',
  key: string,
  label: Label | string,
  before: object,
  after: object,
  apart: readonly string[],
): Difference[] {
  const old = before as Record<string, unknown>;
  const now = after as Record<string, unknown>;
  const names = new Set([...Object.keys(old), ...Object.keys(now)]);
  return [...names].flatMap((property) =>
    apart.includes(property) || same(old[property], now[property])
      ? []
      : [{ subject, kind: 'changed' as const, key, label, property, before: old[property], after: now[property] }],
  );
}

function fieldDifferences(before: FormDocument, after: FormDocument): Difference[] {
  const old = new Map(allFields(before).map(({ path, field }) => [path, field]));
  const now = new Map(allFields(after).map(({ path, field }) => [path, field]));
  const found: Difference[] = [];
  for (const [path, field] of now) {
    const label = labelOf(field);
    const was = old.get(path);
    if (was) found.push(...properties('field', path, label, was, field, FIELD_APART));
    else if (!isInside(path, (owner) => !old.has(owner)))
      found.push({ subject: 'field', kind: 'added', key: path, label });
  }
  for (const [path, field] of old) {
    if (!now.has(path) && !isInside(path, (owner) => !now.has(owner))) {
      found.push({ subject: 'field', kind: 'removed', key: path, label: labelOf(field) });
    }
  }
  return found;
}

/** Columns of line items that came or went as a whole are not told one by one. */
function isInside(path: FieldPath, whole: (owner: string) => boolean): boolean {
  const dot = path.indexOf('.');
  return dot > 0 && whole(path.slice(0, dot));
}

export function validationsOf(document: FormDocument): Map<string, Validation> {
  const found = new Map((document.validations ?? []).map((each) => [each.key, each]));
  for (const field of document.fields) {
    if (field.type !== 'lines') continue;
    for (const each of field.validations ?? []) found.set(`${field.key}.${each.key}`, each);
  }
  return found;
}

function validationDifferences(before: FormDocument, after: FormDocument): Difference[] {
  const old = validationsOf(before);
  const now = validationsOf(after);
  const found: Difference[] = [];
  for (const [key, validation] of now) {
    const was = old.get(key);
    const label = validation.message;
    if (was) found.push(...properties('validation', key, label, was, validation, ['key']));
    else found.push({ subject: 'validation', kind: 'added', key, label });
  }
  for (const [key, validation] of old) {
    if (!now.has(key)) found.push({ subject: 'validation', kind: 'removed', key, label: validation.message });
  }
  return found;
}

/** Moved fields are told by name, as long as a field was moved rather than the others around it. */
function layoutDifferences(before: FormDocument, after: FormDocument): Difference[] {
  const found: Difference[] = movedFields(before, after).map(({ path, field }) => ({
    subject: 'layout',
    kind: 'moved',
    key: path,
    label: labelOf(field),
  }));
  if (!same(frame(before), frame(after))) {
    found.push({ subject: 'layout', kind: 'changed', key: '', label: after.label });
  }
  return found;
}

/** The sections and tabs without their fields. */
function frame(document: FormDocument): unknown {
  return document.layout.map((part) =>
    isTabs(part)
      ? { ...part, tabs: part.tabs.map((tab) => ({ ...tab, sections: tab.sections.map(bare) })) }
      : bare(part),
  );
}

function bare<T extends { fields: string[] }>({ fields: _, ...rest }: T): unknown {
  return rest;
}

function movedFields(before: FormDocument, after: FormDocument): { path: FieldPath; field: Field }[] {
  const sectionOf = (document: FormDocument) =>
    new Map(sectionsOf(document.layout).flatMap(({ key, fields }) => fields.map((field) => [field, key] as const)));
  const was = sectionOf(before);
  const is = sectionOf(after);
  const both = allFields(after).filter(({ path }) => allFields(before).some((each) => each.path === path));
  const changed = new Set<string>();
  for (const { path } of both) {
    if (!path.includes('.') && was.get(path) !== is.get(path)) changed.add(path);
  }
  const groups = new Map<string, [string[], string[]]>();
  const group = (path: string) => (path.includes('.') ? path.slice(0, path.indexOf('.')) : `/${is.get(path)}`);
  const collect = (document: FormDocument, side: 0 | 1) => {
    for (const { path } of allFields(document)) {
      if (changed.has(path) || !both.some((each) => each.path === path)) continue;
      const pair = groups.get(group(path)) ?? [[], []];
      pair[side].push(path);
      groups.set(group(path), pair);
    }
  };
  collect(before, 0);
  collect(after, 1);
  for (const [old, now] of groups.values()) for (const path of outOfOrder(old, now)) changed.add(path);
  return both.filter(({ path }) => changed.has(path));
}

/** The fewest members that must have moved to turn one order into the other: all but a longest run that kept its order. */
function outOfOrder(before: readonly string[], after: readonly string[]): string[] {
  const index = new Map(before.map((key, at) => [key, at]));
  const ranks = after.map((key) => index.get(key) ?? -1);
  const best: number[] = [];
  const previous: number[] = [];
  for (let at = 0; at < ranks.length; at += 1) {
    best[at] = 1;
    previous[at] = -1;
    for (let earlier = 0; earlier < at; earlier += 1) {
      const fits = (ranks[earlier] ?? 0) < (ranks[at] ?? 0);
      if (fits && (best[earlier] ?? 0) + 1 > (best[at] ?? 0)) {
        best[at] = (best[earlier] ?? 0) + 1;
        previous[at] = earlier;
      }
    }
  }
  const kept = new Set<number>();
  let end = best.indexOf(Math.max(...best));
  while (end >= 0) {
    kept.add(end);
    end = previous[end] ?? -1;
  }
  return after.filter((_, at) => !kept.has(at));
}

function labelOf(field: Field): Label | string {
  return field.label ?? field.key;
}
