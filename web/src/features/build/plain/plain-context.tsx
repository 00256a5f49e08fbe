import { createContext, useContext } from 'react';
import type { Finding } from '@/api/artifacts';

/** The whole of what is built; parts are selected by their place, as findings name it: `postings.reserved`. */
export const WHOLE = '';

/** What is being built, and what can be done with it. */
export interface PlainView<D> {
  document: D;
  /** The place that is selected. */
  selection: string;
  findings: readonly Finding[];
  /** One step that can be undone; steps of the same `merge` that follow one another are one. */
  update: (change: (document: D) => D, options?: { merge?: string; select?: string }) => void;
  select: (place: string) => void;
}

export const PlainContext = createContext<PlainView<never> | undefined>(undefined);

export function usePlain<D>(): PlainView<D> {
  const view = useContext(PlainContext);
  if (view === undefined) throw new Error('only inside a workbench');
  return view as unknown as PlainView<D>;
}

/** The part a finding is about: its list and key; the whole where it names none. */
export function partOf(finding: Pick<Finding, 'place'>): string {
  const [list = '', key] = finding.place.split('.');
  return key === undefined ? WHOLE : `${list}.${key}`;
}
