import type { ComponentType } from 'react';
import type { Finding, PlannedChange } from '@/api/artifacts';
import type { Side } from '@/engine/designer/merge';

/** What the parts that every workbench shares (saving, publishing, versions, conflicts) must know of what is built. */
export interface BuildKind<D> {
  kind: 'form' | 'flow' | 'rule' | 'dashboard' | 'ledger' | 'tracking' | 'receivables' | 'amendment';
  /** Where the list of them is. */
  list: string;
  read: (json: unknown) => D;
  merge: (base: D, mine: D, theirs: D, winner: Side) => D;
  /** The changes from one document to another as sentences. */
  useChanges: () => (before: D, after: D) => string[];
  /** What both changed differently, as sentences. */
  useClashes: () => (base: D, mine: D, theirs: D) => string[];
  /** What a finding is about, with a colon after it; empty for the whole. */
  usePlace: () => (document: D, finding: Finding) => string;
  /** What a finding says where its own words are not for people; absent where they always are. */
  useMessage?: () => (document: D, finding: Finding) => string;
  /** What becomes of the tables; absent where none change. */
  Plan?: ComponentType<{ plan: readonly PlannedChange[]; document: D }>;
}
