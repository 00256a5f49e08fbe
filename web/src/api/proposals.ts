import type { Value } from '@/engine/values';
import { post } from './client';

/** A value that the best record of another form proposes. */
export interface Proposal {
  /** Key of the line items; null for the head. */
  lines: string | null;
  /** Place of the row as it was sent; -1 for the head. */
  row: number;
  field: string;
  value: Value;
  source: string | null;
}

export const loadProposals = (form: string, values: unknown) =>
  post<{ items: Proposal[] }>(`/forms/${form}/proposals`, { values });
