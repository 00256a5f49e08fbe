/** Something being built: what it is now, what is selected, and every step back and forth. Immutable. */
export interface Steps<D, S> {
  document: D;
  selection: S;
  past: readonly Step<D, S>[];
  future: readonly Step<D, S>[];
  /** Steps of the same name that follow one another are undone together: typing a label letter by letter. */
  merge: string | undefined;
}

interface Step<D, S> {
  document: D;
  selection: S;
}

const MOST_STEPS = 300;

export function firstStep<D, S>(document: D, selection: S): Steps<D, S> {
  return { document, selection, past: [], future: [], merge: undefined };
}

/** The next document as one step that can be undone; the same document is no step. */
export function nextStep<D, S>(now: Steps<D, S>, document: D, selection: S, merge?: string): Steps<D, S> {
  if (document === now.document) return { ...now, selection };
  const merged = merge !== undefined && merge === now.merge;
  const step = { document: now.document, selection: now.selection };
  const past = merged ? now.past : [...now.past, step].slice(-MOST_STEPS);
  return { document, selection, past, future: [], merge };
}

export function stepBack<D, S>(now: Steps<D, S>): Steps<D, S> {
  const step = now.past.at(-1);
  if (!step) return now;
  const { document, selection } = now;
  return { ...step, past: now.past.slice(0, -1), future: [{ document, selection }, ...now.future], merge: undefined };
}

export function stepForward<D, S>(now: Steps<D, S>): Steps<D, S> {
  const [step, ...future] = now.future;
  if (!step) return now;
  const { document, selection } = now;
  return { ...step, past: [...now.past, { document, selection }], future, merge: undefined };
}
