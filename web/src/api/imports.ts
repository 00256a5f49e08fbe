import { get, post } from './client';

export interface ImportJob {
  id: string;
  name: string;
  state: 'running' | 'done' | 'failed' | 'cancelled';
  read: number;
  total: number | null;
  report: Record<string, number | string> | null;
  startedAt: string;
  finishedAt: string | null;
}

export const loadImports = () => get<{ items: ImportJob[] }>('/imports');

export const loadImport = (id: string) => get<ImportJob>(`/imports/${id}`);

export function startImport(file: File, mapping: string): Promise<{ id: string }> {
  const body = new FormData();
  body.append('file', file);
  body.append('mapping', new Blob([mapping], { type: 'application/json' }), 'mapping.json');
  return post('/imports', body);
}

export const cancelImport = (id: string) => post<unknown>(`/imports/${id}/cancel`);

export const refusedRowsAddress = (id: string) => `/api/imports/${id}/refused.csv`;
