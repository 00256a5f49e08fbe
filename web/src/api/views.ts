import type { SavedView, ViewDocument, ViewKind } from '@/engine/list/view';
import { get, post, request } from './client';

export interface Views {
  items: SavedView[];
  /** The view this person begins with. */
  default: string | null;
  mayShare: boolean;
}

const at = (form: string) => `/forms/${form}/views`;

export const loadViews = (form: string, signal?: AbortSignal) => get<Views>(at(form), undefined, signal);

export interface NewView {
  label: string;
  kind: ViewKind;
  scope: 'own' | 'shared';
  roles: string[];
  document: ViewDocument;
}

export const createView = (form: string, view: NewView) => post<SavedView>(at(form), view);

export const changeView = (form: string, id: string, rev: number, change: Partial<NewView>) =>
  request<SavedView>('PATCH', `${at(form)}/${id}`, { body: { rev, ...change } });

export const deleteView = (form: string, id: string, rev: number) =>
  request<void>('DELETE', `${at(form)}/${id}`, { query: { rev } });

export const makeDefault = (form: string, id: string | undefined) =>
  id === undefined ? request<void>('DELETE', `${at(form)}/default`) : post<void>(`${at(form)}/${id}/default`);
