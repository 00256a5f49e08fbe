import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { FieldType } from '@/engine/blueprint';
import { type FormDocument, fieldAt, linesOf, splitPath } from '@/engine/designer/document';
import { KINDS } from '@/engine/designer/kinds';
import { moveField, type Target } from '@/engine/designer/operations';
import { sectionsOf } from '@/engine/layout';
import { DragBoard, type Spot } from '@/ui/dnd/drag-board';
import { useLabel } from '@/ui/session';
import { TAIL } from './canvas';
import css from './canvas.module.css';
import { FIELD } from './canvas-field';
import { LINES_TAIL } from './canvas-lines';
import { useActions, useDesigner } from './designer-context';
import { NEW } from './palette';
import { typeIcon } from './type-icons';

/** Where a dropped field lands; the index counts without the field that is moved. */
export function targetOfSpot(
  document: FormDocument,
  { id, side }: Spot,
  moved: string | undefined,
): Target | undefined {
  const without = (keys: readonly string[], key: string | undefined) => keys.filter((each) => each !== key);
  if (id.startsWith(TAIL)) {
    const section = sectionsOf(document.layout).find((each) => each.key === id.slice(TAIL.length));
    return section && { section: section.key, index: without(section.fields, moved).length };
  }
  const inside = moved === undefined ? undefined : splitPath(moved).key;
  if (id.startsWith(LINES_TAIL)) {
    const lines = id.slice(LINES_TAIL.length);
    const keys = linesOf(document, lines)?.fields.map((field) => field.key) ?? [];
    return { lines, index: without(keys, inside).length };
  }
  const { lines, key } = splitPath(id.slice(FIELD.length));
  const step = side === 'after' ? 1 : 0;
  if (lines !== undefined) {
    const keys = linesOf(document, lines)?.fields.map((field) => field.key) ?? [];
    return { lines, index: without(keys, inside).indexOf(key) + step };
  }
  const section = sectionsOf(document.layout).find((each) => each.fields.includes(key));
  return section && { section: section.key, index: without(section.fields, moved).indexOf(key) + step };
}

/** Whether something may be dropped at a place: columns stay in their line items, and line items take no line items. */
export function mayDrop(item: string, spot: string): boolean {
  const lines = spot.startsWith(LINES_TAIL)
    ? spot.slice(LINES_TAIL.length)
    : spot.startsWith(FIELD)
      ? splitPath(spot.slice(FIELD.length)).lines
      : undefined;
  if (item.startsWith(NEW)) return lines === undefined || KINDS[item.slice(NEW.length) as FieldType].inLines;
  return splitPath(item.slice(FIELD.length)).lines === lines;
}

/** Palette and canvas as one board to drag on. */
export function WorkbenchBoard({ children }: { children: ReactNode }) {
  const { t } = useTranslation();
  const { document } = useDesigner();
  const actions = useActions();
  const label = useLabel();
  const name = (id: string): string => {
    if (id.startsWith(NEW)) return t(`designer.type.${id.slice(NEW.length) as FieldType}`);
    if (id.startsWith(FIELD)) {
      const field = fieldAt(document, id.slice(FIELD.length));
      return field ? label(field.label, field.key) : '';
    }
    if (id.startsWith(LINES_TAIL)) return t('designer.dnd.last_column');
    const section = sectionsOf(document.layout).find((each) => TAIL + each.key === id);
    return t('designer.dnd.end_of', { section: label(section?.label) || t('designer.section') });
  };
  const drop = (item: string, spot: Spot) => {
    const moved = item.startsWith(FIELD) ? item.slice(FIELD.length) : undefined;
    const target = targetOfSpot(document, spot, moved);
    if (!target) return;
    if (moved === undefined) actions.add(item.slice(NEW.length) as FieldType, target);
    else actions.update((doc) => moveField(doc, moved, target), { select: { kind: 'fields', paths: [moved] } });
  };
  return (
    <DragBoard
      accepts={mayDrop}
      onDrop={drop}
      overlay={(item) => (
        <span className={css.overlay}>
          {item.startsWith(NEW) ? <span aria-hidden>{typeIcon(item.slice(NEW.length) as FieldType)}</span> : null}
          {name(item)}
        </span>
      )}
      texts={{
        instructions: t('designer.dnd.instructions'),
        started: (item) => t('designer.dnd.started', { item: name(item) }),
        over: (item, spot) => (spot ? t('designer.dnd.over', { item: name(item), spot: name(spot) }) : ''),
        dropped: (item) => t('designer.dnd.dropped', { item: name(item) }),
        cancelled: (item) => t('designer.dnd.cancelled', { item: name(item) }),
      }}
    >
      {children}
    </DragBoard>
  );
}
