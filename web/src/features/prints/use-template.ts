import { useCallback, useEffect, useRef, useState } from 'react';
import { type Artifact, saveDraft } from '@/api/artifacts';
import type { PrintDocument } from '@/engine/print/document';

const PAUSE_MS = 700;
const MERGE_MS = 900;
const MOST_STEPS = 100;

interface History {
  past: readonly PrintDocument[];
  now: PrintDocument;
  future: readonly PrintDocument[];
}

export interface Template {
  document: PrintDocument;
  change: (next: PrintDocument) => void;
  undo: (() => void) | undefined;
  redo: (() => void) | undefined;
  /** Whether the server has everything. */
  saved: boolean;
  failure: unknown;
  /** Saves what is not saved yet; the moment of the draft, null where there is none. */
  flush: () => Promise<string | null>;
}

/** A template under construction: its steps can be undone, and its draft follows a moment behind. */
export function useTemplate(artifact: Artifact): Template {
  const stored = (artifact.draft ?? artifact.published)?.document as PrintDocument;
  const [history, setHistory] = useState<History>({ past: [], now: stored, future: [] });
  const [saved, setSaved] = useState(true);
  const [failure, setFailure] = useState<unknown>();
  const sent = useRef(stored);
  const seen = useRef(artifact.draft?.at ?? null);
  const last = useRef(0);
  const running = useRef<Promise<string | null> | undefined>(undefined);
  const latest = useRef(history.now);
  latest.current = history.now;
  const version = artifact.published?.version ?? 0;

  const save = useCallback(async () => {
    const document = latest.current;
    if (document === sent.current) return seen.current;
    const answer = await saveDraft('print', artifact.key, version, seen.current, document);
    sent.current = document;
    seen.current = answer.draft?.at ?? null;
    setSaved(latest.current === document);
    return seen.current;
  }, [artifact.key, version]);

  const flush = useCallback(async () => {
    await running.current?.catch(() => undefined);
    running.current = save();
    try {
      const at = await running.current;
      setFailure(undefined);
      return at;
    } catch (error) {
      setFailure(error);
      throw error;
    } finally {
      running.current = undefined;
    }
  }, [save]);

  useEffect(() => {
    if (history.now === sent.current) return;
    const timer = setTimeout(() => void flush().catch(() => undefined), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [history.now, flush]);

  const change = useCallback((next: PrintDocument) => {
    setSaved(false);
    // What is typed without a pause is one step.
    const merge = Date.now() - last.current < MERGE_MS;
    last.current = Date.now();
    setHistory(({ past, now }) =>
      next === now
        ? { past, now, future: [] }
        : { past: merge && past.length > 0 ? past : [...past, now].slice(-MOST_STEPS), now: next, future: [] },
    );
  }, []);
  const step = (from: 'past' | 'future') => () => {
    setSaved(false);
    last.current = 0;
    setHistory(({ past, now, future }) => {
      const other = from === 'past' ? past.at(-1) : future[0];
      if (!other) return { past, now, future };
      return from === 'past'
        ? { past: past.slice(0, -1), now: other, future: [now, ...future] }
        : { past: [...past, now], now: other, future: future.slice(1) };
    });
  };
  return {
    document: history.now,
    change,
    undo: history.past.length > 0 ? step('past') : undefined,
    redo: history.future.length > 0 ? step('future') : undefined,
    saved,
    failure,
    flush,
  };
}
