import type { ReferenceValue, Value } from '@/engine/values';
import { get, post } from './client';
import type { FlowResult } from './flows';
import type { Page } from './records';

/** To-dos, messages: what waits for the person. */

export interface Outcome {
  key: string;
  label: string;
  needsComment: boolean;
}

/** How a node's task shows a field of the record. */
export type FieldUse = 'hidden' | 'read' | 'edit' | 'required';

/** What can be done with a task besides its outcomes. */
export type TaskAct =
  | 'return'
  | 'transfer'
  | 'delegate'
  | 'add_before'
  | 'add_after'
  | 'add_parallel'
  | 'remove'
  | 'terminate';

/** A node ahead whose people are chosen with the outcome. */
export interface PeopleChoice {
  node: string;
  label: string;
  most: number;
  roles: string[];
  people: string[];
  departments: string[];
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
  due: string | null;
  priority: 'usual' | 'high' | 'urgent';
  starter?: ReferenceValue;
  startedAt?: string;
  summary: { label: string; value: Value; field?: string }[];
  outcomes: Outcome[];
  edit: string[];
  fields?: Record<string, FieldUse>;
  as?: 'owner' | 'adviser' | 'before' | 'after';
  acts?: TaskAct[];
  back?: { to: { node: string; label: string }[]; then: 'rerun' | 'back' | 'choose' };
  opinions?: string[];
  signature?: boolean;
  choose?: PeopleChoice[];
  done: {
    at: string;
    by: ReferenceValue | null;
    for?: ReferenceValue | null;
    outcome: string;
    outcomeLabel: string | null;
    comment: string | null;
  } | null;
}

export type TaskState = 'open' | 'done';

/** Which to-dos are listed; what is empty does not matter. */
export interface TaskFilter {
  form?: string | undefined;
  kind?: string | undefined;
  due?: string | undefined;
  priority?: string | undefined;
  sort?: string | undefined;
  search?: string | undefined;
}

export const loadTasks = (
  state: TaskState,
  after: string | null,
  signal?: AbortSignal,
  limit = 30,
  filter: TaskFilter = {},
) => get<Page<Task>>('/tasks', { state, limit, after, ...filter }, signal);

/** The open to-dos of this person about one record. */
export async function loadRecordTasks(form: string, record: string): Promise<Task[]> {
  const page = await get<Page<Task>>('/tasks', { state: 'open', form, record, limit: 100 });
  return page.items.filter((task) => task.form === form && task.record?.id === record);
}

export const countTasks = () => get<{ open: number; copies: number }>('/tasks/count');

/** What is sent with an outcome. */
export interface Answer {
  comment?: string | null;
  values?: unknown;
  choose?: Record<string, string[]>;
  files?: string[];
  signature?: string | null;
}

export const decideTask = (id: string, outcome: string, answer: Answer) =>
  post<Task>(`/tasks/${id}/outcomes/${outcome}`, answer);

export interface BatchResult {
  task: string;
  done: boolean;
  message: string | null;
}

/** The same outcome for several to-dos, each for itself. */
export const decideTasks = (tasks: readonly string[], outcome: string, comment: string) =>
  post<{ items: BatchResult[] }>(`/tasks/outcomes/${outcome}`, { tasks, comment: comment === '' ? null : comment });

/** What is sent with an act that is no outcome. */
export interface Asked {
  comment?: string | null;
  people?: string[];
  node?: string;
  back?: boolean;
  voice?: number;
  token?: number;
  files?: string[];
}

export const handTask = (id: string, act: TaskAct, asked: Asked) => post<Task>(`/tasks/${id}/acts/${act}`, asked);

export interface Started {
  id: string;
  form: string;
  record: ReferenceValue | null;
  label: string;
  state: 'running' | 'finished';
  result: FlowResult | null;
  startedAt: string;
  finishedAt: string | null;
  /** Where it stands. */
  nodes: string[];
}

export const loadStarted = (
  after: string | null,
  filter: { form?: string | undefined; state?: string | undefined; search?: string | undefined },
  signal?: AbortSignal,
) => get<Page<Started>>('/flows/started', { limit: 30, after, ...filter }, signal);

export interface Copy {
  instance: string;
  form: string;
  record: ReferenceValue | null;
  at: string;
  readAt: string | null;
}

export const loadCopies = (
  before: string | null,
  filter: { form?: string | undefined; unread?: boolean | undefined },
  signal?: AbortSignal,
) => get<Page<Copy>>('/flows/copies', { limit: 30, before, ...filter }, signal);

export const readCopies = (instances: readonly string[]) => post<unknown>('/flows/copies/read', { instances });

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
