import { get, post } from './client';
import type { Page } from './records';

/** What rules have done. */

export const RUN_STATES = ['running', 'done', 'failed', 'cancelled'] as const;
export type RunState = (typeof RUN_STATES)[number];

export type StepState = 'waiting' | 'running' | 'done' | 'failed' | 'not_sent' | 'skipped' | 'stopped' | 'cancelled';

export interface RunStep {
  key: string;
  action: string;
  after: string[];
  state: StepState;
  attempts: number;
  startedAt: string | null;
  finishedAt: string | null;
  milliseconds: number | null;
  reason: { code: string; message: string } | null;
  detail: Record<string, unknown> | null;
}

export interface RuleRun {
  id: string;
  rule: string;
  label: string;
  blueprint: number;
  event: string;
  form: string;
  record: { id: string; title: string };
  by: { id: string; title: string };
  matchedAt: string;
  finishedAt: string | null;
  state: RunState;
  depth: number;
  error: { code: string; message: string } | null;
  steps: RunStep[];
  /** The run whose step called this one; without a rule where that run is no longer kept. */
  caller: { run: string; step: string; rule: string | null; label: string | null } | null;
  /** The runs that its steps called; only where one run is asked for. */
  calls: { run: string; step: string; rule: string; label: string; state: RunState }[];
  input: { after?: Record<string, unknown>; before?: Record<string, unknown> } | null;
}

export interface RunQuery {
  rule?: string | undefined;
  state?: string | undefined;
  form?: string | undefined;
  from?: string | undefined;
  until?: string | undefined;
}

export interface RunCounters {
  queued: number;
  later: number;
  running: number;
  failed: number;
  today: number;
  failedToday: number;
}

export const loadRuns = (query: RunQuery, after: string | null, signal?: AbortSignal) =>
  get<Page<RuleRun>>('/rules/runs', { ...query, after }, signal);

export const loadRun = (id: string) => get<RuleRun>(`/rules/runs/${id}`);

export const loadRunCounters = () => get<RunCounters>('/rules/runs/counters');

export const retryStep = (run: string, step: string) => post<RuleRun>(`/rules/runs/${run}/steps/${step}/retry`);

export const retryAllRuns = (rule: string | undefined) =>
  post<{ runs: number }>(`/rules/runs/retry${rule ? `?rule=${rule}` : ''}`);

export const cancelRun = (id: string) => post<RuleRun>(`/rules/runs/${id}/cancel`);

export const runAgain = (id: string) => post<RuleRun>(`/rules/runs/${id}/again`);
