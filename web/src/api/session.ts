import type { Blueprint, Label } from '@/engine/blueprint';
import { get, post, request } from './client';

export interface Session {
  person: { id: string; name: string; login: string };
  roles: { key: string; label: Label }[];
  builds: boolean;
  administers: boolean;
}

export const loadSession = () => request<Session>('GET', '/session', { anonymous: true });

export const signIn = (login: string, password: string) =>
  request<Session>('POST', '/session', { body: { login, password }, anonymous: true });

export const signOut = () => request<void>('DELETE', '/session', { anonymous: true });

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

export const loadPeople = (search: string, signal?: AbortSignal) =>
  get<{ items: Person[] }>('/people', { search }, signal);

/** The roles there are to give: those of the blueprint, and the two every workspace has. */
export async function loadRoles(): Promise<Role[]> {
  return (await get<{ items: Role[] }>('/roles')).items;
}

export const addPerson = (person: { name: string; login: string; password: string; roles: string[] }) =>
  post<Person>('/people', person);

export const changePerson = (id: string, change: { name?: string; password?: string; roles?: string[] }) =>
  request<Person>('PATCH', `/people/${id}`, { body: change });
