import { get, post, request } from './client';

/** Doors for other systems, and the log of their calls. */

export const HOOK_PROOFS = ['xiaodan', 'hmac', 'token', 'none'] as const;
export type HookProof = (typeof HOOK_PROOFS)[number];

export interface HookSource {
  field: string;
  /** Pointer into the payload; null for a constant. */
  path: string | null;
  value: string | null;
  /** Of a reference: the unique field by which its record is found. */
  by: string | null;
  /** What words of the payload mean. */
  words: Record<string, string> | null;
}

export interface HookMapping {
  fields: HookSource[];
  key: string | null;
  match: string | null;
  header: string | null;
  example: string | null;
}

export interface HookWish {
  label: string;
  form: string;
  proof: HookProof;
  /** Null keeps the one there is. */
  secret: string | null;
  mapping: HookMapping;
  enabled: boolean;
  rev: number;
}

export interface Hook extends Omit<HookWish, 'secret'> {
  id: string;
  formLabel: string;
  path: string;
  hasSecret: boolean;
  updatedAt: string;
}

export const CALL_STATES = ['done', 'repeated', 'refused', 'received'] as const;
export type CallState = (typeof CALL_STATES)[number];

export interface HookCall {
  id: string;
  at: string;
  headers: Record<string, string>;
  body: string;
  key: string | null;
  state: CallState;
  record: string | null;
  reasons: string[];
  replays: number;
}

export const loadHooks = () => get<{ items: Hook[] }>('/hooks');

export const createHook = (wish: HookWish) => post<Hook>('/hooks', wish);

export const changeHook = (id: string, wish: HookWish) => request<Hook>('PATCH', `/hooks/${id}`, { body: wish });

export const removeHook = (id: string) => request<void>('DELETE', `/hooks/${id}`);

export const loadCalls = (id: string, state: string | undefined, after: string | null) =>
  get<{ items: HookCall[]; next: string | null }>(`/hooks/${id}/calls`, { state, after });

export const replayCall = (call: string) =>
  post<{ call: string; record: string | null; repeated: boolean }>(`/hooks/calls/${call}/replay`);
