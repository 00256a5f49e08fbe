import type { Payload } from '@/engine/form/payload';
import type { FileValue, ReferenceValue, Value, Values } from '@/engine/values';
import { get, post, request } from './client';

export interface StoredRecord {
  id: string;
  rev: number;
  /** What the record is called. */
  title: string;
  createdAt: string;
  createdBy: ReferenceValue | null;
  updatedAt: string;
  updatedBy: ReferenceValue | null;
  deletedAt: string | null;
  /** Absent or null where the record is in no flow. */
  flowState?: string | null;
  values: Values;
  may: { edit: boolean; delete: boolean };
}

export interface ListQuery {
  filter?: string | undefined;
  sort?: string | undefined;
  search?: string | undefined;
  deleted?: boolean | undefined;
}

export interface Page<T> {
  items: T[];
  next: string | null;
}

const at = (form: string) => `/forms/${form}/records`;

export const PAGE_SIZE = 50;

export const loadRecords = (
  form: string,
  query: ListQuery,
  after: string | null,
  signal?: AbortSignal,
  limit = PAGE_SIZE,
) =>
  get<Page<StoredRecord>>(
    at(form),
    { filter: query.filter, sort: query.sort, search: query.search, deleted: query.deleted || undefined, limit, after },
    signal,
  );

export const countRecords = (form: string, query: ListQuery, signal?: AbortSignal) =>
  get<{ count: number }>(
    `${at(form)}/count`,
    { filter: query.filter, search: query.search, deleted: query.deleted || undefined },
    signal,
  );

export const loadRecord = (form: string, id: string, signal?: AbortSignal) =>
  get<StoredRecord>(`${at(form)}/${id}`, undefined, signal);

/** The key makes sending twice, after a lost answer, create one record. */
export const createRecord = (form: string, values: Payload, key: string) =>
  post<StoredRecord>(at(form), { values }, { 'Idempotency-Key': key });

export const changeRecord = (form: string, id: string, rev: number, values: Payload) =>
  request<StoredRecord>('PATCH', `${at(form)}/${id}`, { body: { rev, values } });

export const deleteRecord = (form: string, id: string, rev: number) =>
  request<void>('DELETE', `${at(form)}/${id}`, { query: { rev } });

export const restoreRecord = (form: string, id: string) => post<StoredRecord>(`${at(form)}/${id}/restore`);

export interface HistoryEntry {
  at: string;
  by: ReferenceValue | null;
  origin: 'user' | 'flow' | 'rule' | 'import' | 'api';
  kind: 'created' | 'updated' | 'deleted' | 'restored';
  changes: { field: string; label: string; before: Value; after: Value }[];
}

export const loadHistory = (form: string, id: string) => get<{ items: HistoryEntry[] }>(`${at(form)}/${id}/history`);

export interface FlowView {
  state: 'running' | 'finished' | 'none';
  version?: number;
  current: { node: string; label: string; assignees: string[]; since: string }[];
  trail: {
    at: string;
    node: string;
    label: string;
    person: ReferenceValue | null;
    action: string;
    actionLabel?: string | null;
    comment: string | null;
    since?: string;
  }[];
  next: { node: string; label: string }[];
}

export const loadFlow = (form: string, id: string) => get<FlowView>(`${at(form)}/${id}/flow`);

export interface Choice {
  id: string;
  title: string;
  values: Values;
}

export const loadChoices = (form: string, search: string, signal?: AbortSignal, limit = 20) =>
  get<{ items: Choice[] }>(`/forms/${form}/choices`, { search, limit }, signal);

export const loadChoicesById = (form: string, ids: readonly string[]) =>
  get<{ items: Choice[] }>(`/forms/${form}/choices`, { ids: ids.join(','), limit: ids.length });

export function uploadFile(file: File): Promise<FileValue> {
  const body = new FormData();
  body.append('file', file);
  return post<FileValue>('/attachments', body);
}

export const fileAddress = (id: string) => `/api/attachments/${id}`;
