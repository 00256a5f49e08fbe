import type { Label } from '@/engine/blueprint';
import { get } from './client';

/** A place that uses a field. */
export interface Usage {
  /** A kind of artifact, `view` or `link`. */
  kind: string;
  key: string;
  label: Label | string | null;
  /** Of an artifact: a path of keys, and the names people gave to what lies on the way. */
  place?: string;
  words?: string[];
  /** Of a view or link: whose records it shows. */
  form?: string;
  /** Whose personal view it is. */
  by?: string | null;
}

/** Whatever would be wrong without a field of a form, in the form as it is being built. */
export const loadUsages = async (form: string, path: string) =>
  (await get<{ items: Usage[] }>(`/artifacts/form/${form}/usages`, { field: path })).items;
