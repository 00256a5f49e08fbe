import type { Field, Form } from '@/engine/blueprint';
import type { ChoiceLimits } from '@/engine/form/among';
import type { Values } from '@/engine/values';

/** A link over HTTP, for somebody who is not signed in. */

export interface Seen {
  company?: string;
  kind: 'form' | 'query';
  title: string;
  /** Whether a code has to be entered first. */
  code: boolean;
  intro?: string | null;
  timeZone?: string;
  form?: Pick<Form, 'key' | 'label' | 'fields' | 'validations'>;
  /** Whether this visitor has sent what may be sent. */
  done?: boolean;
  ask?: Field[];
}

export interface Choice {
  id: string;
  title: string;
  values: Values;
}

export interface Thanks {
  thanks: string | null;
  number: string | null;
}

export type Shown = Field & { value?: unknown; rows?: Record<string, unknown>[] };

export interface Violation {
  message: string;
  field?: string;
  row?: number;
  column?: string;
}

export class Refused extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly violations: readonly Violation[],
  ) {
    super(message);
  }
}

export const language: 'zh' | 'en' = navigator.language.toLowerCase().startsWith('zh') ? 'zh' : 'en';

const token = location.pathname.split('/')[2] ?? '';
let code = '';

/** Remembers the code for as long as the page is open. */
export function enter(next: string): void {
  code = next;
}

/** What the address opens: `links`, `tracking`, `statements` or `tasks`. */
const OPENS: Record<string, string> = { t: 'tracking', s: 'statements', m: 'tasks' };
const opens = OPENS[location.pathname.split('/')[1] ?? ''] ?? 'links';

/** Where something that belongs to the link is fetched from. */
export function addressOf(path: string): string {
  return `/api/public/${opens}/${encodeURIComponent(token)}${path}`;
}

export async function ask<T>(method: string, path: string, body?: unknown, key?: string): Promise<T> {
  const headers: Record<string, string> = { Accept: 'application/json', 'Accept-Language': language };
  if (code !== '') headers['X-Link-Code'] = code;
  if (key !== undefined) headers['Idempotency-Key'] = key;
  const init: RequestInit = { method, headers, credentials: 'same-origin' };
  if (body instanceof FormData) init.body = body;
  else if (body !== undefined) {
    headers['Content-Type'] = 'application/json';
    init.body = JSON.stringify(body);
  }
  const response = await fetch(addressOf(path), init);
  const answer = (await response.json().catch(() => ({}))) as Record<string, unknown>;
  if (!response.ok) {
    throw new Refused(
      response.status,
      String(answer.code ?? ''),
      String(answer.detail ?? answer.title ?? ''),
      (answer.violations as Violation[] | undefined) ?? [],
    );
  }
  return answer as T;
}

export const look = () => ask<Seen>('GET', '');

export const choices = (field: string, search: string, limits?: ChoiceLimits) =>
  limits
    ? ask<{ items: Choice[] }>('POST', '/choices', { field, search, values: limits.values, row: limits.row })
    : ask<{ items: Choice[] }>('GET', `/choices?${new URLSearchParams({ field, search })}`);

export const send = (values: unknown, key: string) => ask<Thanks>('POST', '/records', { values }, key);

export const find = (values: unknown) => ask<{ items: { fields: Shown[] }[] }>('POST', '/answers', { values });

export async function upload(file: File): Promise<{ id: string; name: string; size: number; type: string }> {
  const body = new FormData();
  body.append('file', file);
  return ask('POST', '/files', body);
}
