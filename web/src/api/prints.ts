import type { ReferenceValue } from '@/engine/values';
import { get, post, request } from './client';

/** Records on paper, over HTTP. */

export interface PrintPages {
  pages: number;
  /** The first pages as addresses of pictures. */
  images: string[];
}

export interface PrintWish {
  template: string;
  ids?: readonly string[];
  filter?: string;
  sort?: string;
  search?: string;
}

export interface PrintJob {
  id: string;
  name: string;
  state: 'waiting' | 'running' | 'done' | 'failed' | 'cancelled';
  /** Records gathered, of `total`. */
  done: number;
  total: number;
  problem: string | null;
  by?: ReferenceValue;
}

const at = (form: string, id: string) => `/forms/${form}/records/${id}/print`;

export const loadPages = (form: string, id: string, template: string) =>
  request<PrintPages>('POST', `${at(form, id)}/pages`, { query: { template } });

export const printRecord = (form: string, id: string, template: string) =>
  request<Blob>('POST', at(form, id), { query: { template }, blob: true });

export const startPrint = (form: string, wish: PrintWish) => post<PrintJob>(`/forms/${form}/prints`, wish);

export const loadPrint = (id: string) => get<PrintJob>(`/prints/${id}`);

export const cancelPrint = (id: string) => post<PrintJob>(`/prints/${id}/cancel`);

export const printAddress = (id: string) => `/api/prints/${id}/file`;

/** What a template that is being built would print. */
export const tryPrint = (document: unknown, record: string | undefined, signal?: AbortSignal) =>
  request<PrintPages>('POST', '/prints/try', { body: { document, record }, signal });
