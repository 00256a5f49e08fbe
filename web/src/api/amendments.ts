import type { Payload } from '@/engine/form/payload';
import type { Value } from '@/engine/values';
import { get, post } from './client';
import type { PromiseReason } from './ledger-fields';
import type { HistoryEntry } from './records';

export type AmendmentState = 'draft' | 'proposed' | 'applied' | 'refused' | 'withdrawn' | 'overtaken';

export type Change = HistoryEntry['changes'][number];

interface Figure {
  key: string;
  label: string;
  before: string | null;
  after: string | null;
  difference: string | null;
}

/** When a line can be there. */
export interface ImpactPromise {
  lines: string;
  row: string;
  title: string;
  before: string | null;
  after: string | null;
  late: boolean;
  free: string;
  missing: string;
  reasons: PromiseReason[];
  holders: string[];
}

/** What a proposed change does, worked out by doing it and taking it back. */
export interface Impact {
  rev: number;
  changes: Change[];
  figures: Figure[];
  /** What has been done already. */
  facts: { field: string; label: string; value: Value }[];
  balances: { ledger: string; label: string; place: string; figures: Figure[] }[];
  days: { place: string; account: string; day: string; before: string; after: string }[];
  promises: ImpactPromise[];
  over: { label: string; approved: string; after: string; over: string } | null;
  /** Who would be asked. */
  ahead: { node: string; people: string[]; roles: string[] }[];
  /** Names of what was changed otherwise meanwhile. */
  against: string[];
  warnings: string[];
  refusals: { message: string }[];
}

export interface Amendment {
  id: string;
  /** Form of the record that carries it. */
  form: string;
  record: string;
  title: string;
  state: AmendmentState;
  reason: string;
  baseRev: number;
  rev: number | null;
  madeAt: string;
  madeBy: { id: string; title: string };
  endedAt: string | null;
  endedBy: { id: string; title: string } | null;
  submits: boolean;
  withdraws: boolean;
  impact: Impact | null;
  changes: Change[];
}

export interface Standing {
  /** Whether what was agreed is changed by proposals only, as the record stands. */
  isProtected: boolean;
  proposes: boolean;
  items: Amendment[];
}

const at = (form: string, id: string) => `/forms/${form}/records/${id}/amendments`;

export const loadStanding = (form: string, id: string) => get<Standing>(at(form, id));

export const loadImpact = (form: string, id: string, values: Payload) =>
  post<Impact>(`${at(form, id)}/impact`, { values });

export const propose = (
  form: string,
  id: string,
  wish: { rev: number; values: Payload; reason: string; draft: boolean },
) => post<Amendment>(at(form, id), wish);

export const loadAmendment = (id: string) => get<Amendment>(`/amendments/${id}`);

export const submitAmendment = (id: string) => post<Amendment>(`/amendments/${id}/submit`, {});

export const withdrawAmendment = (id: string) => post<Amendment>(`/amendments/${id}/withdraw`, {});
