import type { Label } from '@/engine/blueprint';
import { get, post } from './client';

/** What became of the lines of a file: once the import is over, the parts add up to what was read. */
export interface ImportReport {
  read: number;
  lines: { imported: number; existing: number; refused: number; leftOut: Record<string, number> };
  forms: { form: string; created: number; updated: number; existing: number; refused: number }[];
}

export interface ImportJob {
  id: string;
  name: string;
  mapping: string;
  state: 'waiting' | 'running' | 'done' | 'failed' | 'cancelled';
  /** Work done, of `total`. */
  done: number;
  total: number;
  read: number;
  /** Lines in the file, once they have been counted. */
  lines: number | null;
  report: ImportReport | null;
  problem: string | null;
  startedAt: string | null;
  finishedAt: string | null;
}

export const loadImport = (id: string) => get<ImportJob>(`/imports/${id}`);

export const loadImports = () => get<{ items: ImportJob[] }>('/imports');

export interface MappingEntry {
  key: string;
  label: Label;
}

/** The mappings that have been published. */
export async function loadMappings(): Promise<MappingEntry[]> {
  const artifacts = await get<{ items: (MappingEntry & { kind: string })[] }>('/artifacts');
  return artifacts.items.filter((artifact) => artifact.kind === 'import');
}

/** The mapping is the key of a published one, or a document. */
export function startImport(file: File, mapping: string, participants: boolean): Promise<ImportJob> {
  const body = new FormData();
  body.append('file', file);
  body.append('mapping', mapping);
  body.append('participants', String(participants));
  return post('/imports', body);
}

export const cancelImport = (id: string) => post<unknown>(`/imports/${id}/cancel`);

export const refusedBookAddress = (id: string) => `/api/imports/${id}/refused.xlsx`;

export const refusedRowsAddress = (id: string) => `/api/imports/${id}/refused.csv`;
