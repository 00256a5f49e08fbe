import { createContext, useContext } from 'react';
import type { Asked } from '@/api/questions';
import type { ResultCell } from '@/engine/report/result';

/** Something that is looked into: a number of a widget, or all of it. */
export interface LookedInto {
  asked: Asked;
  at: Record<string, ResultCell>;
  measure: string | undefined;
  /** What it is, in words: the widget's title and the values that were clicked. */
  title: string;
}

export const LookIntoContext = createContext<((into: LookedInto, what: 'rows' | 'source') => void) | undefined>(
  undefined,
);

export function useLookInto() {
  return useContext(LookIntoContext);
}
