import { type Field, type Form, isFiles, isSystemMade, type Label, type LinesField } from './blueprint';

/** Fields that stand together under one heading. */
export interface LayoutSection {
  key: string;
  label?: Label | string;
  help?: Label | string;
  /** Side by side on a wide screen; without it as many as there is room for. A phone always shows one. */
  columns?: number;
  fields: string[];
}

export interface LayoutTab {
  key: string;
  label: Label | string;
  sections: LayoutSection[];
}

/** Sections of which one sees a part at a time. */
export interface LayoutTabs {
  key: string;
  tabs: LayoutTab[];
}

export type LayoutPart = LayoutSection | LayoutTabs;

export function isTabs(part: LayoutPart): part is LayoutTabs {
  return 'tabs' in part;
}

/** Every section of a layout, those inside tabs included, in reading order. */
export function sectionsOf(layout: readonly LayoutPart[]): LayoutSection[] {
  return layout.flatMap((part) => (isTabs(part) ? part.tabs.flatMap((tab) => tab.sections) : [part]));
}

/**
 * Where each field of a form stands, exactly once. Without a layout of its own a form is laid out by the headings its
 * fields name; fields that a layout forgets come at the end.
 */
export function layoutOf(form: Pick<Form, 'fields' | 'layout'>): LayoutPart[] {
  if (!form.layout || form.layout.length === 0) return byHeadings(form.fields);
  const open = new Set(form.fields.map((field) => field.key));
  const section = (each: LayoutSection): LayoutSection => ({
    ...each,
    fields: each.fields.filter((key) => open.delete(key)),
  });
  const layout: LayoutPart[] = form.layout.map((part) =>
    isTabs(part)
      ? { ...part, tabs: part.tabs.map((tab) => ({ ...tab, sections: tab.sections.map(section) })) }
      : section(part),
  );
  if (open.size === 0) return layout;
  const taken = new Set(layout.map((part) => part.key));
  return [...layout, { key: freeKey('rest', taken), fields: [...open] }];
}

function byHeadings(fields: readonly Field[]): LayoutSection[] {
  const sections: LayoutSection[] = [];
  const taken = new Set<string>();
  let run = new Map<string, LayoutSection>();
  const add = (section: Omit<LayoutSection, 'key'>): LayoutSection => {
    const made = { key: freeKey(`section_${sections.length + 1}`, taken), ...section };
    taken.add(made.key);
    sections.push(made);
    return made;
  };
  for (const field of fields) {
    if (field.type === 'lines') {
      add({ fields: [field.key] });
      run = new Map();
      continue;
    }
    const heading = JSON.stringify(field.section ?? '');
    const section = run.get(heading) ?? add({ ...(field.section ? { label: field.section } : {}), fields: [] });
    run.set(heading, section);
    section.fields.push(field.key);
  }
  return sections;
}

/** A key that nothing has yet: the wished one, or it with a number. */
export function freeKey(wished: string, taken: ReadonlySet<string>): string {
  if (!taken.has(wished)) return wished;
  for (let number = 2; ; number += 1) if (!taken.has(`${wished}_${number}`)) return `${wished}_${number}`;
}

/** A run of head fields, or line items, in the order their section names them. */
export type SectionPart = { key: string; fields: Field[] } | { key: string; lines: LinesField };

export interface FilledSection extends Omit<LayoutSection, 'fields'> {
  parts: SectionPart[];
}

export interface FilledTab extends Omit<LayoutTab, 'sections'> {
  sections: FilledSection[];
}

export type FilledPart = FilledSection | { key: string; tabs: FilledTab[] };

/** The layout with the fields to show in it; what holds none of them is left out. */
export function fillLayout(form: Pick<Form, 'fields' | 'layout'>, shown: readonly Field[]): FilledPart[] {
  const byKey = new Map(shown.map((field) => [field.key, field]));
  const fill = (section: LayoutSection): FilledSection[] => {
    const { fields: keys, ...rest } = section;
    const parts = sectionParts(keys.flatMap((key) => byKey.get(key) ?? []));
    return parts.length > 0 ? [{ ...rest, parts }] : [];
  };
  return layoutOf(form).flatMap((part): FilledPart[] => {
    if (!isTabs(part)) return fill(part);
    const tabs = part.tabs
      .map((tab) => ({ ...tab, sections: tab.sections.flatMap(fill) }))
      .filter((tab) => tab.sections.length > 0);
    return tabs.length > 0 ? [{ key: part.key, tabs }] : [];
  });
}

function sectionParts(fields: readonly Field[]): SectionPart[] {
  const parts: SectionPart[] = [];
  for (const field of fields) {
    const last = parts.at(-1);
    if (field.type === 'lines') parts.push({ key: field.key, lines: field });
    else if (last && 'fields' in last) last.fields.push(field);
    else parts.push({ key: field.key, fields: [field] });
  }
  return parts;
}

/** Whether a field takes the whole row of its section. */
export function isWide(field: Field): boolean {
  const tall = field.type === 'long_text' || field.type === 'rich_text' || field.type === 'address';
  return tall || isFiles(field) || field.width === 'full';
}

/** The head's fields that sum up line items; a form shows them beside its save button, where they are watched. */
export function totalFields(form: Form): Field[] {
  const lines = form.fields.filter((field) => field.type === 'lines').map((field) => field.key);
  return form.fields.filter((field) => {
    const formula = field.formula;
    return formula !== undefined && lines.some((key) => new RegExp(`\\b${key}\\b`).test(formula));
  });
}

/** What a person fills in, and what is computed from it; what only others fill shows once there is something in it. */
export function filledInFields(form: Form, isNew: boolean): Field[] {
  const totals = new Set(totalFields(form));
  return form.fields.filter((field) => {
    if (totals.has(field)) return false;
    if (field.formula !== undefined || field.type === 'lookup') return true;
    const closed = field.access === 'read' || field.readOnly === true;
    return !isSystemMade(field) && !(isNew && closed && field.copy === undefined);
  });
}
