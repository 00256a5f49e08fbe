import type { LedgerDocument } from '@/engine/ledger/document';
import { post } from './client';
import type { Clause } from './rules';

/** Ledgers that are being built, over HTTP: what a record would post. */

export interface PostedPreview {
  key: string;
  entries: { row: number | null; place: string; account: string; day: string; quantity: string }[];
  /** Where nothing is posted: the parts of the condition. */
  clauses: Clause[];
  missing: string[];
}

export interface LedgerEffect {
  ledger: string;
  place: string;
  figures: Record<string, { before: string; after: string }>;
}

export interface LedgerPreview {
  findings: { severity: 'error' | 'warning'; place: string; message: string }[];
  postings: PostedPreview[];
  /** Null where there are no tables yet. */
  effects: LedgerEffect[] | null;
  refusals: string[];
}

/** Nothing is written; `suppose` holds values the record is taken to have. */
export const previewLedger = (
  key: string,
  document: LedgerDocument,
  form: string,
  record: string,
  suppose: Record<string, string>,
) => post<LedgerPreview>(`/ledgers/${key}/preview`, { document, form, record, suppose });
