import { useEffect, useRef, useState } from 'react';
import { ANYTHING, type FormState } from '@/engine/form/form-state';
import { isDirty } from '@/engine/form/payload';
import { applyDraft, takeDraft } from '@/engine/form/rebase';
import type { Values } from '@/engine/values';
import { dropDraft, findDraft, keepDraft } from '@/ui/form/drafts';

const PAUSE_MS = 400;

/** Brings back what was typed before a reload, and keeps what is typed now. */
export function useDraft(state: FormState, place: string, rev: number | undefined, stored: Values | undefined) {
  const [restored, setRestored] = useState(false);
  const stop = useRef<() => void>(() => undefined);
  useEffect(() => {
    const kept = findDraft(place);
    if (kept && kept.rev === rev) {
      applyDraft(state, kept.draft);
      setRestored(true);
    }
    let timer: ReturnType<typeof setTimeout> | undefined;
    const save = () => {
      if (isDirty(state, stored)) keepDraft(place, { rev, draft: takeDraft(state) });
      else dropDraft(place);
    };
    const unsubscribe = state.subscribe(ANYTHING, () => {
      clearTimeout(timer);
      timer = setTimeout(save, PAUSE_MS);
    });
    stop.current = () => {
      unsubscribe();
      clearTimeout(timer);
    };
    return () => stop.current();
  }, [state, place, rev, stored]);
  /** What was kept is saved or not wanted: nothing of it may come back. */
  const forget = () => {
    stop.current();
    dropDraft(place);
    setRestored(false);
  };
  return { restored, forget };
}
