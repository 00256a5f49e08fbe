import type { ReferenceValue, Value } from '@/engine/values';
import { get, post } from './client';
import type { Page } from './records';

/** To-dos, messages: what waits for the person. */

export interface Outcome {
  key: string;
  label: string;
  needsComment: boolean;
}

export interface Task {
  id: string;
  kind: 'approve' | 'handle' | 'todo';
  title: string;
  form: string | null;
  record: ReferenceValue | null;
  node: string | null;
  nodeLabel: string | null;
  createdAt: string;
  summary: { label: string; value: Value; field?: string }[];
  outcomes: Outcome[];
  edit: string[];
  done: {
    at: string;
    by: ReferenceValue | null;
    outcome: string;
    outcomeLabel: string | null;
    comment: string | null;
  } | null;
}

export type TaskState = 'open' | 'done';

export const loadTasks = (state: TaskState, after: string | null, signal?: AbortSignal, limit = 30) =>
  get<Page<Task>>('/tasks', { state, limit, after }, signal);

/** The open to-dos of this person about one record. */
export async function loadRecordTasks(form: string, record: string): Promise<Task[]> {
  const page = await get<Page<Task>>('/tasks', { state: 'open', form, record, limit: 100 });
  return page.items.filter((task) => task.form === form && task.record?.id === record);
}

export const countTasks = () => get<{ open: number }>('/tasks/count');

export const decideTask = (id: string, outcome: string, comment: string, values: unknown) =>
  post<Task>(`/tasks/${id}/outcomes/${outcome}`, { comment: comment === '' ? null : comment, values });

export interface Notice {
  id: string;
  at: string;
  title: string;
  body: string | null;
  form: string | null;
  recordId: string | null;
  /** Path of the page it leads to, where it is about no single record. */
  place: string | null;
  read: boolean;
}

export const loadNotices = (after: string | null, signal?: AbortSignal) =>
  get<Page<Notice> & { unread: number }>('/notices', { after }, signal);

export const readNotices = (which: { ids: string[] } | { all: true }) => post<unknown>('/notices/read', which);
