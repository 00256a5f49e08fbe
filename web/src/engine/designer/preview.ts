import { type Field, type Form, findField } from '../blueprint';
import type { Draft } from '../form/rebase';

/** What the designer and the page inside its preview tell each other. */
export type PreviewMessage =
  /** The page is there and waits for a form. */
  { preview: 'ready' } | { preview: 'form'; document: unknown };

/** The message an event brings, where it is one of the preview's. */
export function previewMessage(data: unknown): PreviewMessage | undefined {
  const kind = typeof data === 'object' && data !== null ? (data as { preview?: unknown }).preview : undefined;
  return kind === 'ready' || kind === 'form' ? (data as PreviewMessage) : undefined;
}

type Typed = Draft['head'];

/** Of what was typed into a form that has been rebuilt since, whatever its fields can still hold. */
export function stillFits(draft: Draft, before: Form, after: Form): Draft {
  const lines = Object.entries(draft.lines).flatMap(([key, rows]) => {
    const [old, now] = [findField(before.fields, key), findField(after.fields, key)];
    if (old?.type !== 'lines' || now?.type !== 'lines') return [];
    return [[key, rows.map((row) => kept(row, old.fields, now.fields))] as const];
  });
  return { head: kept(draft.head, before.fields, after.fields), lines: Object.fromEntries(lines) };
}

function kept(row: Typed, before: readonly Field[], after: readonly Field[]): Typed {
  const fits = ([key]: [string, unknown]) => {
    const now = findField(after, key);
    return now !== undefined && now.formula === undefined && findField(before, key)?.type === now.type;
  };
  const { typed, copied } = row;
  return {
    ...row,
    typed: Object.fromEntries(Object.entries(typed).filter(fits)),
    copied: Object.fromEntries(Object.entries(copied).filter(fits)),
  };
}
