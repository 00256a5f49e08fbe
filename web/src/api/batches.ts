import type { Tree } from '@/engine/list/tree';
import type { Value } from '@/engine/values';
import { get, post } from './client';

export type BatchKind = 'edit' | 'delete' | 'restore' | 'purge';

export type BatchOutcome = 'changed' | 'same' | 'refused' | 'undone' | 'kept';

/** A change of many records, under way or over. */
export interface BatchJob {
  id: string;
  form: string;
  kind: BatchKind;
  state: 'running' | 'done' | 'failed' | 'cancelled' | 'undoing' | 'undone';
  cancelling: boolean;
  total: number;
  done: number;
  outcomes: Record<BatchOutcome, number>;
  /** Keys of the fields an edit writes. */
  fields: string[];
  mayUndo: boolean;
  askedAt: string;
  problem: string | null;
  finishedAt: string | null;
}

/** Which records, and what is to become of them. */
export interface BatchOrder {
  kind: BatchKind;
  /** Records picked by hand; without, all that the filter and the search find. */
  ids?: readonly string[];
  filter?: Tree | string;
  search?: string;
  sort?: string;
  values?: Record<string, { value: unknown } | { formula: string }>;
}

export interface BatchPreview {
  count: number;
  checked: number;
  same: number;
  refused: number;
  sample: {
    record: string;
    title: string | null;
    changes: { field: string; label: string; before: Value; after: Value }[];
    problem: string | null;
  }[];
}

export interface BatchRow {
  number: number;
  record: string;
  title: string | null;
  outcome: BatchOutcome | null;
  reason: string | null;
}

export const previewBatch = (form: string, order: BatchOrder) =>
  post<BatchPreview>(`/forms/${form}/batches/preview`, order);

export const startBatch = (form: string, order: BatchOrder) => post<BatchJob>(`/forms/${form}/batches`, order);

export const loadBatches = () => get<{ items: BatchJob[] }>('/batches');

export const loadBatch = (id: string) => get<BatchJob>(`/batches/${id}`);

export const loadBatchRows = (id: string, outcome: BatchOutcome, after: number) =>
  get<{ items: BatchRow[]; next: number | null }>(`/batches/${id}/rows`, { outcome, after });

export const cancelBatch = (id: string) => post<BatchJob>(`/batches/${id}/cancel`);

export const undoBatch = (id: string) => post<BatchJob>(`/batches/${id}/undo`);
