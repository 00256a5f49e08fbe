import type { ReferenceValue } from '@/engine/values';
import { get, post, request } from './client';

/** What somebody said about a record; in the text people stand as `@[id]`. */
export interface Comment {
  id: string;
  at: string;
  by: ReferenceValue;
  text: string;
  mentions: ReferenceValue[];
  editedAt: string | null;
  mine: boolean;
}

const at = (form: string, record: string) => `/forms/${form}/records/${record}/comments`;

/** Newest first. */
export const loadComments = (form: string, record: string, before: string | undefined) =>
  get<{ items: Comment[]; next: string | null }>(at(form, record), { before });

export const addComment = (form: string, record: string, text: string) => post<Comment>(at(form, record), { text });

export const changeComment = (form: string, record: string, id: string, text: string) =>
  request<Comment>('PATCH', `${at(form, record)}/${id}`, { body: { text } });

export const deleteComment = (form: string, record: string, id: string) =>
  request<void>('DELETE', `${at(form, record)}/${id}`);

/** People who may see the record. */
export const loadMentionable = (form: string, record: string, search: string) =>
  get<{ items: ReferenceValue[] }>(`/forms/${form}/records/${record}/mentionable`, { search });
