import type { Draft } from '@/engine/form/rebase';

/** Unsaved input outlives a reload of the page, in this tab only. */

const PREFIX = 'xiaodan.draft.';

interface Kept {
  rev: number | undefined;
  draft: Draft;
}

export function keepDraft(place: string, kept: Kept): void {
  try {
    sessionStorage.setItem(PREFIX + place, JSON.stringify(kept));
  } catch {
    // Full or forbidden: the warning before leaving still protects the input.
  }
}

export function findDraft(place: string): Kept | undefined {
  try {
    const text = sessionStorage.getItem(PREFIX + place);
    return text === null ? undefined : (JSON.parse(text) as Kept);
  } catch {
    return undefined;
  }
}

export function dropDraft(place: string): void {
  try {
    sessionStorage.removeItem(PREFIX + place);
  } catch {
    // Nothing was kept.
  }
}
