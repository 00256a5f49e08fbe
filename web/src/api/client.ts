import { problemOf, unreachable } from './problem';

export type Query = Record<string, string | number | boolean | null | undefined>;

let language = 'zh';
let whenSignedOut: () => void = () => undefined;

export function speak(next: string): void {
  language = next;
}

/** Called when the server no longer knows the session. */
export function onSignedOut(listener: () => void): void {
  whenSignedOut = listener;
}

export function address(path: string, query: Query = {}): string {
  const search = new URLSearchParams();
  for (const [key, value] of Object.entries(query)) {
    if (value !== undefined && value !== null && value !== '') search.set(key, String(value));
  }
  const text = search.toString();
  return text === '' ? `/api${path}` : `/api${path}?${text}`;
}

interface Options {
  query?: Query | undefined;
  body?: unknown;
  headers?: Record<string, string>;
  signal?: AbortSignal | undefined;
  /** A 401 is an answer here, not a lost session. */
  anonymous?: boolean;
}

export async function request<T>(method: string, path: string, options: Options = {}): Promise<T> {
  const headers: Record<string, string> = {
    Accept: 'application/json',
    'Accept-Language': language,
    ...options.headers,
  };
  const form = options.body instanceof FormData;
  if (options.body !== undefined && !form) headers['Content-Type'] = 'application/json';
  if (method !== 'GET') headers['X-XSRF-TOKEN'] = cookie('XSRF-TOKEN');
  const init: RequestInit = { method, headers, credentials: 'same-origin' };
  if (options.body !== undefined)
    init.body = options.body instanceof FormData ? options.body : JSON.stringify(options.body);
  if (options.signal) init.signal = options.signal;
  const response = await fetch(address(path, options.query), init).catch((error: unknown) => {
    throw options.signal?.aborted ? error : unreachable();
  });
  if (!response.ok) {
    const problem = await problemOf(response);
    if (problem.status === 401 && !options.anonymous) whenSignedOut();
    throw problem;
  }
  return (response.status === 204 ? undefined : await response.json()) as T;
}

export const get = <T>(path: string, query?: Query, signal?: AbortSignal) => request<T>('GET', path, { query, signal });

export const post = <T>(path: string, body?: unknown, headers?: Record<string, string>) =>
  request<T>('POST', path, headers ? { body, headers } : { body });

function cookie(name: string): string {
  const found = document.cookie.split('; ').find((each) => each.startsWith(`${name}=`));
  return found === undefined ? '' : decodeURIComponent(found.slice(name.length + 1));
}
