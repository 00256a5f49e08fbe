import { get, post } from './client';

export interface ReturnedSheet {
  id: string;
  form: string;
  name: string;
  state: 'compared' | 'applying' | 'applied' | 'undoing' | 'undone' | 'failed';
  done: number;
  total: number;
  /** Rows that came back as they went out. */
  unchanged: number;
  kinds: Partial<Record<ReturnedRow['kind'], number>>;
  outcomes: Partial<Record<'applied' | 'left' | 'failed' | 'undone' | 'kept', number>>;
  conflicts: number;
  problem: string | null;
}

export interface ReturnedCell {
  field: string;
  base: string;
  mine: string;
  theirs: string;
  conflict: boolean;
  problem: string | null;
}

export interface ReturnedRow {
  number: number;
  line: number | null;
  kind: 'changed' | 'new' | 'missing' | 'gone';
  record: string | null;
  title: string;
  cells: ReturnedCell[];
  outcome: 'applied' | 'left' | 'failed' | 'undone' | 'kept' | null;
  reason: string | null;
}

export interface ReturnedChoice {
  conflicts: 'mine' | 'theirs';
  deleteMissing: boolean;
  create: boolean;
  cells: Record<string, 'mine' | 'theirs'>;
}

export function sendBack(form: string, file: File): Promise<ReturnedSheet> {
  const body = new FormData();
  body.append('file', file);
  return post(`/forms/${form}/exports/returned`, body);
}

export const loadReturned = (id: string) => get<ReturnedSheet>(`/returned/${id}`);

export const loadReturnedRows = (id: string, after: number) =>
  get<{ items: ReturnedRow[]; next: number | null }>(`/returned/${id}/rows`, { after });

export const applyReturned = (id: string, choice: ReturnedChoice) =>
  post<ReturnedSheet>(`/returned/${id}/apply`, choice);

export const undoReturned = (id: string) => post<ReturnedSheet>(`/returned/${id}/undo`, {});
