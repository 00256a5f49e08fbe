import type { Label, SelectOption } from '@/engine/blueprint';
import type { Tree } from '@/engine/list/tree';
import type { Aggregate, Question, QuestionBucket } from '@/engine/report/board';
import type { Result, ResultCell, ResultColumn } from '@/engine/report/result';
import type { ReferenceValue } from '@/engine/values';
import { get, request } from './client';
import type { BoardView } from './dashboards';

/** Questions about records, over HTTP: drafts of builders and widgets of published dashboards alike. */

/** What is asked: a draft, or a widget of a published dashboard; seen as a dashboard is. */
export type Asked = ({ question: Question } | { dashboard: string; widget: string }) & BoardView & { where?: Tree };

export interface Source {
  key: string;
  label: Label | string;
  /** Key of the menu's group it stands in. */
  group?: string;
  icon?: string;
  /** Of line items: the form they belong to. */
  form?: string;
}

export interface SourceField {
  path: string;
  key: string;
  label: Label | string;
  /** What formulas see. */
  type: string;
  /** The type of the field. */
  kind?: string;
  scale?: number;
  unit?: string;
  options?: SelectOption[];
  /** Of a reference: the form it leads to, whose fields can be asked for in turn. */
  form?: string;
  dimension: boolean;
  aggregates: Aggregate[];
  buckets: QuestionBucket[];
}

export interface QuestionFinding {
  place: string;
  message: string;
  severity: 'error' | 'warning';
}

export interface RowBehind {
  /** Absent for rows of a ledger that no record posted. */
  record?: string;
  /** The form of the record, where it is not that of all rows. */
  form?: string;
  /** What a row of a ledger is of, by dimension. */
  at?: Record<string, string>;
  title: string;
  values: ResultCell[];
}

export interface RowsBehind {
  form: string;
  lines?: string;
  columns: ResultColumn[];
  items: RowBehind[];
  total: number;
  next: string | null;
}

export interface NumberWords {
  source: string;
  definition?: string;
  filters: string[];
  formula: string;
}

export interface ChangedRecord {
  record: string;
  title: string;
  before: string | null;
  after: string | null;
  by?: ReferenceValue | null;
  at?: string | null;
  what?: { label: string; before: string | null; after: string | null }[];
}

export interface ChangedRecords {
  count: number;
  items: ChangedRecord[];
}

export interface NumberChanges {
  before: string | null;
  after: string | null;
  entered: ChangedRecords;
  left: ChangedRecords;
  changed: ChangedRecords;
}

/** A number of an answer: the values of its dimensions, and which measure it is. */
export interface NumberAt {
  at?: Record<string, ResultCell>;
  measure?: string;
}

const ask = <T>(path: string, body: object, signal?: AbortSignal) =>
  request<T>('POST', `/questions/${path}`, { body, signal });

export const loadSources = () => get<{ items: Source[] }>('/questions/sources');

export const loadSourceFields = (source: string, path: string) =>
  get<{ fields: SourceField[] }>(`/questions/sources/${source}`, { path });

export const checkQuestion = (question: Question, signal?: AbortSignal) =>
  ask<{ findings: QuestionFinding[]; columns: ResultColumn[] }>('check', { question }, signal);

export const answerQuestion = (asked: Asked, signal?: AbortSignal) => ask<Result>('answer', asked, signal);

export const loadRowsBehind = (asked: Asked & NumberAt, after: string | null, signal?: AbortSignal) =>
  ask<RowsBehind>('rows', { ...asked, limit: 50, ...(after === null ? {} : { after }) }, signal);

export const loadWords = (asked: Asked & NumberAt, signal?: AbortSignal) => ask<NumberWords>('words', asked, signal);

export const loadChanges = (asked: Asked & NumberAt & { from: string; to: string }, signal?: AbortSignal) =>
  ask<NumberChanges>('changes', { ...asked, limit: 100 }, signal);

export const loadSql = (question: Question) => ask<{ sql: string; binds: unknown[] }>('sql', { question });

export const exportAnswer = (asked: Asked, format: 'xlsx' | 'csv') =>
  request<Blob>('POST', '/questions/export', { query: { format }, body: asked, blob: true });
