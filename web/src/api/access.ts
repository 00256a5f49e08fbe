import { get } from './client';

export type RowAction = 'view' | 'edit' | 'delete';

export interface ScopeSays {
  scope: 'all' | 'mine' | 'none' | 'department' | 'department_and_below' | 'subordinates' | 'formula';
  formula: string | null;
  of: string[] | null;
  reaches: boolean;
}

export interface RoleSays {
  key: string;
  label: string;
  speaksOfForm: boolean;
  actions: Partial<Record<RowAction, ScopeSays>>;
}

/** What a role by itself says of a field of a record. */
export type FieldWord = 'edit' | 'read' | 'read_row' | 'masked' | 'hidden' | 'unreached';

export interface FieldSays {
  key: string;
  label: string;
  access: 'hidden' | 'masked' | 'read' | 'edit';
  by: string[];
  says: Record<string, FieldWord>;
  /** The roles allow more; what waits for the person takes it away. */
  task: boolean;
}

export interface Explanation {
  person: { id: string; title: string };
  builds: boolean;
  may: Record<RowAction, boolean>;
  roles: RoleSays[];
  fields: FieldSays[];
}

export const loadExplanation = (form: string, record: string, person: string, signal?: AbortSignal) =>
  get<Explanation>(`/forms/${form}/records/${record}/access`, { person }, signal);

export interface Reveal {
  id: string;
  at: string;
  by: { id: string; title: string };
  form: string;
  formLabel: string;
  recordId: string;
  field: string;
  fieldLabel: string;
}

export interface RevealQuery {
  by?: string | undefined;
  form?: string | undefined;
  from?: string | undefined;
  to?: string | undefined;
}

export const loadReveals = (query: RevealQuery, after: string | null, signal?: AbortSignal) =>
  get<{ items: Reveal[]; next: string | null }>('/reveals', { ...query, after }, signal);
