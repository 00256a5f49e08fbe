import { isProblem, problemOf, unreachable } from './problem';
import { viewedPerson } from './view-as';

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
  try {
    return await attempt<T>(method, path, options);
  } catch (error) {
    if (!isProblem(error, 'csrf')) throw error;
    // Another tab signed in: its session brought another token, which the next answer carries.
    await attempt('GET', '/session', { anonymous: true });
    return attempt<T>(method, path, options);
  }
}

async function attempt<T>(method: string, path: string, options: Options): Promise<T> {
  const response = await fetch(address(path, options.query), requestOf(method, options)).catch((error: unknown) => {
    throw options.signal?.aborted ? error : unreachable();
  });
  if (!response.ok) {
    const problem = await problemOf(response);
    if (problem.status === 401 && !options.anonymous) whenSignedOut();
    throw problem;
  }
  const text = await response.text();
  return (text === '' ? undefined : JSON.parse(text)) as T;
}

function requestOf(method: string, { body, headers, signal }: Options): RequestInit {
  const all: Record<string, string> = { Accept: 'application/json', 'Accept-Language': language, ...headers };
  const viewed = viewedPerson();
  // Writing is told too, so that the server refuses it: nothing is done in one's own name by mistake.
  if (viewed !== null) all['X-View-As'] = viewed;
  const form = body instanceof FormData;
  if (body !== undefined && !form) all['Content-Type'] = 'application/json';
  if (method !== 'GET') all['X-XSRF-TOKEN'] = cookie('XSRF-TOKEN');
  const init: RequestInit = { method, headers: all, credentials: 'same-origin' };
  if (body !== undefined) init.body = form ? body : JSON.stringify(body);
  if (signal) init.signal = signal;
  return init;
}

export const get = <T>(path: string, query?: Query, signal?: AbortSignal) => request<T>('GET', path, { query, signal });

export const post = <T>(path: string, body?: unknown, headers?: Record<string, string>) =>
  request<T>('POST', path, headers ? { body, headers } : { body });

function cookie(name: string): string {
  const found = document.cookie.split('; ').find((each) => each.startsWith(`${name}=`));
  return found === undefined ? '' : decodeURIComponent(found.slice(name.length + 1));
}
