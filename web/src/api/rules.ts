import type { RuleDocument } from '@/engine/rule/document';
import type { Value } from '@/engine/values';
import { get, post } from './client';

/** Rules over HTTP: what they would do, and the buttons that set them off. */

export interface Clause {
  text: string;
  holds: boolean;
  reads: Record<string, string | null>;
}

export interface SentMessage {
  channel: string;
  recipient: string;
  subject: string | null;
  body: string;
}

export interface RehearsedStep {
  key: string;
  action: string;
  state: 'done' | 'skipped' | 'stopped' | 'not_sent' | 'failed' | 'cancelled';
  reason: string | null;
  detail: Record<string, unknown>;
  messages: SentMessage[];
  /** The rules it would run. */
  calls: RehearsedCall[];
}

export interface RehearsedCall {
  rule: string;
  label: string;
  clauses: Clause[];
  holds: boolean;
  steps: RehearsedStep[];
}

export interface Rehearsal {
  findings: { severity: 'error' | 'warning'; place: string; message: string }[];
  /** Fields whose change sets the rule off, none at the value it would have become, with what they are. */
  elsewhere: Record<string, Value>;
  clauses: Clause[];
  holds: boolean;
  refusal: string | null;
  steps: RehearsedStep[];
}

/** What the rule as it is being written would do about a record; without effects. */
export const rehearse = (key: string, document: RuleDocument, record: string, event?: string) =>
  post<Rehearsal>(`/rules/${key}/rehearsal`, { document, record, event: event ?? null });

export interface RecordButton {
  rule: string;
  label: string;
  confirm: string | null;
}

export const loadButtons = (form: string, id: string) =>
  get<{ items: RecordButton[] }>(`/forms/${form}/records/${id}/buttons`);

export const pressButton = (form: string, id: string, rule: string, rev: number) =>
  post<{ run: string }>(`/forms/${form}/records/${id}/buttons/${rule}`, { rev });

export interface ReplayMatch {
  event: string;
  record: string;
  title: string;
  at: string;
  kind: 'created' | 'updated' | 'deleted' | 'restored';
}

export interface ReplayPlace {
  at: string;
  event: string;
}

export interface ReplayStretch {
  errors: string[];
  /** How many changes there are in all; with the first stretch only. */
  total: number | null;
  looked: number;
  unseen: number;
  matches: ReplayMatch[];
  next: ReplayPlace | null;
}

/** Which changes since a moment the rule as it is being written would have answered; one stretch of them. */
export const replay = (key: string, document: RuleDocument, since: string, after: ReplayPlace | null) =>
  post<ReplayStretch>(`/rules/${key}/replay`, { document, since, after });
