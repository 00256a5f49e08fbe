import { get, post, request } from './client';
import type { Department } from './regions';
import type { Person } from './session';

/** A person as administrators see them. */
export interface Colleague extends Person {
  email?: string;
  phone?: string;
  disabled: boolean;
  department?: string;
  manager?: string;
  /** Has a password. */
  joined: boolean;
  /** A link to choose a password is open until then. */
  invitedUntil?: string;
}

export const COLLEAGUES_KEY = ['people', 'all'] as const;
export const DEPARTMENTS_KEY = ['departments'] as const;

export const loadColleagues = () => get<{ items: Colleague[] }>('/people/all');

export interface PersonInput {
  name?: string;
  login?: string;
  password?: string;
  email?: string;
  phone?: string;
  roles?: string[];
  disabled?: boolean;
  /** An empty text clears it, of the manager too. */
  department?: string;
  manager?: string;
}

export const addPerson = (person: PersonInput) => post<Person>('/people', person);

export const changePerson = (id: string, change: PersonInput) =>
  request<Person>('PATCH', `/people/${id}`, { body: change });

export interface Invited {
  person: string;
  path: string | null;
  mailed: boolean;
}

export const invite = (people: readonly string[], mail: boolean) =>
  post<{ items: Invited[] }>('/people/invitations', { people, mail });

export interface Duties {
  openTasks: number;
  tasks: { id: string; title: string | null; form: string | null; record: string | null; createdAt: string }[];
  leads: { id: string; name: string }[];
  reports: { id: string; name: string }[];
}

export const loadDuties = (id: string) => get<Duties>(`/people/${id}/duties`);

export const handOver = (id: string, to: string) => post<{ tasks: number }>(`/people/${id}/handover`, { to });

export interface DepartmentInput {
  name?: string;
  parent?: string;
  head?: string;
  disabled?: boolean;
}

export const addDepartment = (department: DepartmentInput) => post<Department>('/departments', department);

export const changeDepartment = (id: string, change: DepartmentInput) =>
  request<Department>('PATCH', `/departments/${id}`, { body: change });

/** Puts a department below another (the top without one), before a neighbour or at the end. */
export const moveDepartment = (id: string, parent: string | null, before: string | null) =>
  post<Department>(`/departments/${id}/move`, { parent: parent ?? '', before: before ?? '' });

export interface StaffReview {
  rows: {
    line: number;
    becomes: 'new' | 'update' | 'same' | 'refused';
    cells: Record<string, string | null>;
    problems: { column: string; code: string; message: string }[];
  }[];
  departments: string[];
}

function upload(path: string, file: File): Promise<StaffReview> {
  const body = new FormData();
  body.append('file', file);
  return post<StaffReview>(path, body);
}

export const reviewStaff = (file: File) => upload('/people/list/preview', file);

export const takeStaff = (file: File, soundOnly: boolean) => upload(`/people/list?soundOnly=${soundOnly}`, file);
