import type { ChoiceLimits } from '@/engine/form/among';
import type { Payload } from '@/engine/form/payload';
import type { Tree } from '@/engine/list/tree';
import type { GroupBy, TotalFunction, TotalOf } from '@/engine/list/view';
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
  /** Only in lists of the recycle bin. */
  deletedBy?: ReferenceValue | null;
  /** Absent or null where the record is in no flow. */
  flowState?: string | null;
  values: Values;
  /** Fields of which only a part of the value is here, and those whose mask this person may lift. */
  masked?: string[];
  reveals?: string[];
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

/** A longer question does not fit into an address. */
const LONGEST_ADDRESS = 1_500;

export const loadRecords = (
  form: string,
  query: ListQuery,
  after: string | null,
  signal?: AbortSignal,
  limit = PAGE_SIZE,
): Promise<Page<StoredRecord>> => {
  const deleted = query.deleted || undefined;
  const question = { sort: query.sort, search: query.search, deleted, limit, after };
  if ((query.filter ?? '').length > LONGEST_ADDRESS) {
    return request('POST', `${at(form)}/query`, { body: { ...question, filter: filterBody(query.filter) }, signal });
  }
  return get(at(form), { filter: query.filter, ...question }, signal);
};

/** A filter as a body carries it: a tree as itself, a formula as text. */
function filterBody(filter: string | undefined): unknown {
  if (filter === undefined || filter === '') return undefined;
  return filter.startsWith('{') ? JSON.parse(filter) : filter;
}

export interface RecordGroup {
  keys: { value: string | boolean | ReferenceValue | null; label: string | null; color?: string }[];
  count: number;
  totals: { field: string; function: TotalFunction; value: string | null }[];
  /** Picks the records of the group. */
  filter: Tree;
}

export const loadGroups = (
  form: string,
  query: ListQuery,
  groups: readonly GroupBy[],
  totals: readonly TotalOf[],
  after: string | null,
  signal?: AbortSignal,
) =>
  request<Page<RecordGroup>>('POST', `${at(form)}/groups`, {
    body: {
      filter: filterBody(query.filter),
      search: query.search || undefined,
      deleted: query.deleted || undefined,
      groups,
      totals,
      limit: 200,
      after,
    },
    signal,
  });

export const loadTotals = (form: string, query: ListQuery, totals: readonly TotalOf[], signal?: AbortSignal) =>
  request<{ count: number; totals: { field: string; function: TotalFunction; value: string | null }[] }>(
    'POST',
    `${at(form)}/totals`,
    {
      body: {
        filter: filterBody(query.filter),
        search: query.search || undefined,
        deleted: query.deleted || undefined,
        totals,
      },
      signal,
    },
  );

export const countRecords = (form: string, query: ListQuery, signal?: AbortSignal) =>
  get<{ count: number }>(
    `${at(form)}/count`,
    { filter: query.filter, search: query.search, deleted: query.deleted || undefined },
    signal,
  );

export const loadRecord = (form: string, id: string, signal?: AbortSignal) =>
  get<StoredRecord>(`${at(form)}/${id}`, undefined, signal);

/** The value behind a mask; asking for it is written down. */
export const revealField = (form: string, id: string, field: string) =>
  post<{ value: Values[string] }>(`${at(form)}/${id}/reveal`, { field });

/** The key makes sending twice, after a lost answer, create one record. */
export const createRecord = (form: string, values: Payload, key: string) =>
  post<StoredRecord>(at(form), { values }, { 'Idempotency-Key': key });

export const changeRecord = (form: string, id: string, rev: number, values: Payload) =>
  request<StoredRecord>('PATCH', `${at(form)}/${id}`, { body: { rev, values } });

export const deleteRecord = (form: string, id: string, rev: number) =>
  request<void>('DELETE', `${at(form)}/${id}`, { query: { rev } });

export const restoreRecord = (form: string, id: string) => post<StoredRecord>(`${at(form)}/${id}/restore`);

export interface HistoryEntry {
  id: string;
  rev: number;
  at: string;
  by: ReferenceValue | null;
  origin: 'user' | 'flow' | 'rule' | 'import' | 'batch' | 'link' | 'api';
  /** The job, run or import that brought it about. */
  cause: string | null;
  kind: 'created' | 'updated' | 'deleted' | 'restored';
  changes: { field: string; label: string; before: Value; after: Value }[];
}

export const HISTORY_PAGE = 50;

/** Changes of a record before a revision, newest first. */
export const loadHistory = (form: string, id: string, before: number | undefined) =>
  get<{ items: HistoryEntry[] }>(`${at(form)}/${id}/history`, { before, limit: HISTORY_PAGE });

/** A record as it was at a revision, or at a moment. */
export const loadRecordAt = (
  form: string,
  id: string,
  when: { rev: number } | { moment: string },
  signal?: AbortSignal,
) => get<StoredRecord>(`${at(form)}/${id}/at`, { ...when }, signal);

export interface Choice {
  id: string;
  title: string;
  values: Values;
}

export const loadChoices = (form: string, search: string, signal?: AbortSignal, limit = 20) =>
  get<{ items: Choice[] }>(`/forms/${form}/choices`, { search, limit }, signal);

/** Records to choose from beside what stands around a reference. */
export const loadChoicesAmong = (
  { form, field, ...around }: ChoiceLimits,
  search: string,
  signal?: AbortSignal,
  limit = 20,
) =>
  request<{ items: Choice[] }>('POST', `/forms/${form}/fields/${field}/choices`, {
    body: { ...around, search, limit },
    ...(signal ? { signal } : {}),
  });

export const loadChoicesById = (form: string, ids: readonly string[]) =>
  get<{ items: Choice[] }>(`/forms/${form}/choices`, { ids: ids.join(','), limit: ids.length });

export function uploadFile(file: File): Promise<FileValue> {
  const body = new FormData();
  body.append('file', file);
  return post<FileValue>('/attachments', body);
}

export const fileAddress = (id: string) => `/api/attachments/${id}`;
