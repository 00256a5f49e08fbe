import type { Blueprint, Label } from '@/engine/blueprint';
import { get, request } from './client';
import { isProblem } from './problem';
import { forgetView, viewedPerson } from './view-as';

export interface Session {
  person: { id: string; name: string; login: string };
  roles: { key: string; label: Label }[];
  builds: boolean;
  administers: boolean;
  /** Who really looks, where somebody looks with this person's eyes. */
  viewedBy?: { id: string; title: string };
  /** Under which the installation is reached from outside, where an administrator has said so. */
  address?: string;
}

/** Who is signed in. Whoever may not look with somebody's eyes any more looks with their own. */
export async function loadSession(): Promise<Session> {
  try {
    return await request<Session>('GET', '/session', { anonymous: true });
  } catch (error) {
    if (viewedPerson() === null || !isProblem(error) || (error.status !== 403 && error.status !== 404)) throw error;
    forgetView();
    return request<Session>('GET', '/session', { anonymous: true });
  }
}

export const signIn = (login: string, password: string) =>
  request<Session>('POST', '/session', { body: { login, password }, anonymous: true });

export function signOut(): Promise<void> {
  forgetView();
  return request<void>('DELETE', '/session', { anonymous: true });
}

export const loadSetup = (token: string) =>
  request<{ login: string }>('GET', '/setup', { query: { token }, anonymous: true });

export const setUp = (token: string, password: string) =>
  request<Session>('POST', '/setup', { body: { token, password }, anonymous: true });

export const loadBlueprint = () => get<Blueprint>('/blueprint');

export interface Person {
  id: string;
  name: string;
  login: string;
  roles: string[];
}

export interface Role {
  key: string;
  label: Label;
}

/** People by id, those who have left included; at most 100. */
export const loadPeopleById = (ids: readonly string[]) => get<{ items: Person[] }>('/people', { ids: ids.join(',') });

export const loadPeople = (search: string, signal?: AbortSignal) =>
  get<{ items: Person[] }>('/people', { search }, signal);

/** The roles there are to give: those of the blueprint, and the two every workspace has. */
export async function loadRoles(): Promise<Role[]> {
  return (await get<{ items: Role[] }>('/roles')).items;
}
