import { get, post } from './client';

export interface ExportWish {
  format: 'xlsx' | 'csv';
  filter?: string;
  sort?: string;
  search?: string;
  columns?: string[];
  lines: 'none' | 'flat' | 'sheet';
  attachments: boolean;
  living: boolean;
}

export interface ExportJob {
  id: string;
  form: string;
  name: string;
  state: 'waiting' | 'running' | 'done' | 'failed' | 'cancelled';
  /** Records written, of `total`. */
  done: number;
  total: number;
  rows: number;
  bytes: number | null;
  problem: string | null;
  finishedAt: string | null;
}

export const startExport = (form: string, wish: ExportWish) => post<ExportJob>(`/forms/${form}/exports`, wish);

export const loadExport = (id: string) => get<ExportJob>(`/exports/${id}`);

export const cancelExport = (id: string) => post<ExportJob>(`/exports/${id}/cancel`);

export const exportAddress = (id: string) => `/api/exports/${id}/file`;
