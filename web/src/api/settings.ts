import { get, post, request } from './client';

/** What administrators say about the whole installation. */
export interface Settings {
  address: string | null;
  taskMails: TaskMails;
}

/** Whether tasks go out by mail, and for how many days their links work. */
export interface TaskMails {
  enabled: boolean;
  days: number;
  /** A task of a role is mailed to its members where these are at most so many. */
  members: number;
}

export const loadSettings = () => get<Settings>('/settings');

export const saveAddress = (address: string | null) =>
  request<Settings>('PUT', '/settings/address', { body: { address } });

export const saveTaskMails = (mails: TaskMails) => request<Settings>('PUT', '/settings/task-mails', { body: mails });

/** Calls back every link to a task that went out so far. */
export const callBackTaskLinks = () => post<{ links: number }>('/settings/task-mails/call-back', {});
