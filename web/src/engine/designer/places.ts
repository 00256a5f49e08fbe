import type { Label } from '../blueprint';
import { isTabs, type LayoutPart, type LayoutSection, type LayoutTab, sectionsOf } from '../layout';
import { type FormDocument, newPlaceKey } from './document';
import { inReadingOrder, mapSection, type Patch, patched } from './operations';

/** Operations on the places of a form: its sections and tabs. */

/** Where a section is put: among the parts of the form, or among the sections of a tab. */
export interface SectionPlace {
  tab?: string;
  index: number;
}

export function addSection(document: FormDocument, place: SectionPlace, label?: Label): [FormDocument, string] {
  const section: LayoutSection = {
    key: newPlaceKey(document.layout, 'section'),
    ...(label ? { label } : {}),
    columns: 2,
    fields: [],
  };
  return [putSection(document, section, place), section.key];
}

function putSection(document: FormDocument, section: LayoutSection, { tab, index }: SectionPlace): FormDocument {
  if (tab === undefined) return inReadingOrder({ ...document, layout: document.layout.toSpliced(index, 0, section) });
  return inReadingOrder({
    ...document,
    layout: mapTabs(document.layout, (each) =>
      each.key === tab ? { ...each, sections: each.sections.toSpliced(index, 0, section) } : each,
    ),
  });
}

function mapTabs(layout: readonly LayoutPart[], map: (tab: LayoutTab) => LayoutTab): LayoutPart[] {
  return layout.map((part) => (isTabs(part) ? { ...part, tabs: part.tabs.map(map) } : part));
}

export function changeSection(document: FormDocument, key: string, patch: Patch): FormDocument {
  return { ...document, layout: mapSection(document.layout, key, (section) => patched(section, patch)) };
}

export function placeOf(layout: readonly LayoutPart[], section: string): SectionPlace | undefined {
  const index = layout.findIndex((part) => part.key === section);
  if (index >= 0) return { index };
  for (const part of layout) {
    if (!isTabs(part)) continue;
    for (const tab of part.tabs) {
      const at = tab.sections.findIndex((each) => each.key === section);
      if (at >= 0) return { tab: tab.key, index: at };
    }
  }
  return undefined;
}

export function moveSection(document: FormDocument, key: string, place: SectionPlace): FormDocument {
  const section = sectionsOf(document.layout).find((each) => each.key === key);
  if (!section) return document;
  const layout = withoutSection(document.layout, key);
  return putSection({ ...document, layout }, section, place);
}

function withoutSection(layout: readonly LayoutPart[], key: string): LayoutPart[] {
  return mapTabs(layout, (tab) => ({ ...tab, sections: tab.sections.filter((each) => each.key !== key) })).filter(
    (part) => part.key !== key,
  );
}

/** Moves a part of the form, be it a section or a group of tabs, or a section among those of its tab. */
export function nudgePart(document: FormDocument, key: string, by: 1 | -1): FormDocument {
  const place = placeOf(document.layout, key);
  if (!place) return document;
  const section = sectionsOf(document.layout).find((each) => each.key === key);
  const index = Math.max(0, place.index + by);
  if (section) return moveSection(document, key, { ...place, index });
  const part = document.layout[place.index];
  if (!part) return document;
  return inReadingOrder({ ...document, layout: document.layout.toSpliced(place.index, 1).toSpliced(index, 0, part) });
}

/** A section goes; its fields move to the one before it, or after it where it was the first. */
export function removeSection(document: FormDocument, key: string): FormDocument {
  const sections = sectionsOf(document.layout);
  const at = sections.findIndex((section) => section.key === key);
  const section = sections[at];
  const heir = sections[at - 1] ?? sections[at + 1];
  if (!section || !heir) return document;
  const layout = mapSection(withoutSection(document.layout, key), heir.key, (each) => ({
    ...each,
    fields: at > 0 ? [...each.fields, ...section.fields] : [...section.fields, ...each.fields],
  }));
  return inReadingOrder({ ...document, layout });
}

/** A group of tabs, each with one empty section. */
export function addTabs(document: FormDocument, index: number, labels: readonly Label[]): [FormDocument, string] {
  const key = newPlaceKey(document.layout, 'tabs');
  const made: string[] = [key];
  const next = (wished: string) => {
    const free = newPlaceKey(document.layout, wished, made);
    made.push(free);
    return free;
  };
  const tabs = labels.map((label) => ({
    key: next('tab'),
    label,
    sections: [{ key: next('section'), columns: 2, fields: [] }],
  }));
  return [{ ...document, layout: document.layout.toSpliced(index, 0, { key, tabs }) }, key];
}

export function addTab(document: FormDocument, tabs: string, label: Label): [FormDocument, string] {
  const key = newPlaceKey(document.layout, 'tab');
  const section = { key: newPlaceKey(document.layout, 'section', [key]), columns: 2, fields: [] };
  const layout = document.layout.map((part) =>
    part.key === tabs && isTabs(part) ? { ...part, tabs: [...part.tabs, { key, label, sections: [section] }] } : part,
  );
  return [{ ...document, layout }, key];
}

export function changeTab(document: FormDocument, key: string, patch: Patch): FormDocument {
  return { ...document, layout: mapTabs(document.layout, (tab) => (tab.key === key ? patched(tab, patch) : tab)) };
}

export function nudgeTab(document: FormDocument, key: string, by: 1 | -1): FormDocument {
  const layout = document.layout.map((part) => {
    if (!isTabs(part)) return part;
    const at = part.tabs.findIndex((tab) => tab.key === key);
    const tab = part.tabs[at];
    if (!tab || at + by < 0) return part;
    return { ...part, tabs: part.tabs.toSpliced(at, 1).toSpliced(at + by, 0, tab) };
  });
  return inReadingOrder({ ...document, layout });
}

/** A tab goes and its sections stand behind the group of tabs; the last tab takes the group with it. */
export function removeTab(document: FormDocument, key: string): FormDocument {
  const layout = document.layout.flatMap((part): LayoutPart[] => {
    if (!isTabs(part)) return [part];
    const gone = part.tabs.find((tab) => tab.key === key);
    if (!gone) return [part];
    const tabs = part.tabs.filter((tab) => tab !== gone);
    const sections = gone.sections.filter((section) => section.fields.length > 0);
    return tabs.length > 0 ? [{ ...part, tabs }, ...sections] : gone.sections;
  });
  return inReadingOrder({ ...document, layout });
}
