import { get, post, request } from './client';

/** Links for people outside, as builders see them. */

export interface LinkField {
  field: string;
  value?: unknown;
  hidden?: boolean;
  fixed?: boolean;
  filter?: string;
  show?: string[];
  columns?: LinkField[];
}

export interface LinkDocument {
  title: string;
  intro?: string;
  thanks?: string;
  number?: boolean;
  code?: string;
  once?: 'browser' | 'phone';
  phone?: string;
  most?: number;
  fields?: LinkField[];
  by?: string[];
  shown?: string[];
}

export interface LinkWish {
  kind: 'form' | 'query';
  form: string;
  label: string;
  document: LinkDocument;
  expiresAt: string | null;
}

export interface PublicLink extends LinkWish {
  id: string;
  rev: number;
  revokedAt: string | null;
  uses: number;
  usedAt: string | null;
  createdAt: string;
  /** The secret of its address, told only when it was made. */
  token: string | null;
}

export const loadLinks = () => get<{ items: PublicLink[] }>('/links');

export const createLink = (wish: LinkWish) => post<PublicLink>('/links', wish);

export const changeLink = (id: string, rev: number, wish: LinkWish) =>
  request<PublicLink>('PATCH', `/links/${id}`, { body: { ...wish, rev } });

export const actOnLink = (id: string, act: 'revoke' | 'resume' | 'renew') => post<PublicLink>(`/links/${id}/${act}`);

export const deleteLink = (id: string) => request<void>('DELETE', `/links/${id}`);
