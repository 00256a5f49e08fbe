import { useCallback, useEffect, useRef, useState } from 'react';
import { type Artifact, loadArtifact, saveDraft } from '@/api/artifacts';
import { isProblem } from '@/api/problem';
import type { BuildKind } from './build-kind';

const PAUSE_MS = 700;
const RETRY_MS = 5_000;

/** What the server is known to have: what a draft follows, and what two people's changes are compared with. */
export interface Base<D> {
  document: D;
  /** The published version the work is based on; 0 before the first. */
  version: number;
  /** The moment of the draft; null where there is none. */
  seen: string | null;
}

export type SaveState = 'saved' | 'waiting' | 'saving' | 'failed' | 'conflict';

export function baseOf<D>(artifact: Artifact, read: (json: unknown) => D): Base<D> {
  const { draft, published } = artifact;
  const document = read(draft?.document ?? published?.document);
  return { document, version: published?.version ?? 0, seen: draft?.at ?? null };
}

export interface Autosave<D> {
  state: SaveState;
  /** When the draft was last saved. */
  at: string | null;
  error: unknown;
  /** What somebody else made of it, once a save was refused because of it. */
  theirs: Artifact | undefined;
  base: () => Base<D>;
  /** Saves now what is not saved yet; false when it could not be. */
  flush: () => Promise<boolean>;
  /** Goes on from what the server has now, with this document as the next to save where it differs. */
  rebase: (base: Base<D>) => void;
}

/** Keeps the draft on the server in step with the document, a moment behind it. */
export function useAutosave<D>(kind: BuildKind<D>['kind'], key: string, document: D, start: Base<D>): Autosave<D> {
  const base = useRef(start);
  const latest = useRef(document);
  latest.current = document;
  const running = useRef<Promise<boolean> | undefined>(undefined);
  const [state, setState] = useState<SaveState>('saved');
  const [at, setAt] = useState(start.seen);
  const [error, setError] = useState<unknown>();
  const [theirs, setTheirs] = useState<Artifact>();
  const conflict = useRef(false);

  const save = useCallback(async (): Promise<boolean> => {
    const sent = latest.current;
    if (sent === base.current.document) return true;
    setState('saving');
    try {
      const saved = await saveDraft(kind, key, base.current.version, base.current.seen, sent);
      base.current = { document: sent, version: base.current.version, seen: saved.draft?.at ?? null };
      setAt(base.current.seen);
      setError(undefined);
      setState(latest.current === sent ? 'saved' : 'waiting');
      return true;
    } catch (problem) {
      if (isProblem(problem, 'draft_moved') || isProblem(problem, 'stale_draft')) {
        conflict.current = true;
        setTheirs(await loadArtifact(kind, key).catch(() => undefined));
        setState('conflict');
        return false;
      }
      setError(problem);
      setState('failed');
      return false;
    }
  }, [kind, key]);

  const flush = useCallback(async (): Promise<boolean> => {
    if (running.current) await running.current;
    if (conflict.current) return false;
    running.current = save();
    try {
      return await running.current;
    } finally {
      running.current = undefined;
    }
  }, [save]);

  useEffect(() => {
    if (document === base.current.document || conflict.current) return;
    setState((now) => (now === 'saved' ? 'waiting' : now));
    const timer = setTimeout(() => void flush(), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [document, flush]);

  useEffect(() => {
    if (state !== 'failed') return;
    const timer = setTimeout(() => void flush(), RETRY_MS);
    return () => clearTimeout(timer);
  }, [state, flush]);

  const rebase = useCallback((next: Base<D>) => {
    base.current = next;
    conflict.current = false;
    setTheirs(undefined);
    setError(undefined);
    setAt(next.seen);
    setState('saved');
  }, []);

  return { state, at, error, theirs, base: () => base.current, flush, rebase };
}
