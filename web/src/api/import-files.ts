import type { ImportPlan, PlanField } from '@/engine/import-plan';
import { get, post } from './client';
import type { ImportJob } from './imports';

export interface StagedSheet {
  index: number;
  name: string;
  hidden: boolean;
  rows: number;
  columns: number;
  /** Cells whose last result was taken instead of their formula. */
  formulas: number;
  /** Cells that held an error and count as empty. */
  errors: number;
}

export interface StagedFile {
  id: string;
  name: string;
  kind: 'xlsx' | 'csv';
  macros: boolean;
  charset: string;
  sheets: StagedSheet[];
}

export interface SheetColumn {
  index: number;
  header: string;
  kind: { type: string; scale: number; options: string[] };
  samples: string[];
}

export interface SheetView {
  /** Number of the row that names the columns, from 1. */
  header: number;
  columns: SheetColumn[];
  top: string[][];
}

export interface Suggestion {
  plan: ImportPlan;
  fields: PlanField[];
  remembered: boolean;
}

export interface PreviewRow {
  line: number;
  cells: string[];
  becomes: 'new' | 'update' | 'skip' | 'refused' | 'unknown';
  problems: { column: number | null; code: string; message: string }[];
}

export interface Preview {
  rows: PreviewRow[];
  checked: number;
  sound: number;
  more: boolean;
}

export function uploadSheet(file: File): Promise<StagedFile> {
  const body = new FormData();
  body.append('file', file);
  return post('/imports/files', body);
}

export const viewSheet = (id: string, sheet: number, header?: number) =>
  get<SheetView>(`/imports/files/${id}/sheets/${sheet}`, { header });

export const suggestPlan = (id: string, sheet: number, header: number, form: string) =>
  get<Suggestion>(`/imports/files/${id}/sheets/${sheet}/suggestion`, { header, form });

/** Heads and their line items on two sheets become one sheet more, the last of the file. */
export const joinSheets = (id: string, head: { sheet: number; header: number }, lines: { sheet: number }) =>
  post<StagedFile>(`/imports/files/${id}/joined`, { head, lines });

export const previewPlan = (id: string, plan: ImportPlan) => post<Preview>(`/imports/files/${id}/preview`, plan);

export const startPlan = (id: string, plan: ImportPlan) => post<ImportJob>(`/imports/files/${id}/start`, plan);
