import type { Value } from '../values';
import type { FormState } from './form-state';
import { HEAD, type Row } from './row';

/** What a person put into a form and has not saved: enough to put it there again. */
export interface Draft {
  head: Record<string, Value>;
  lines: Record<string, { id?: string; values: Record<string, Value> }[]>;
}

function own(row: Row): Record<string, Value> {
  const values: Record<string, Value> = {};
  for (const key of row.touched) values[key] = row.values.get(key) ?? null;
  for (const [key, value] of row.copied) values[key] = value;
  return values;
}

export function takeDraft(state: FormState): Draft {
  const draft: Draft = { head: own(state.head), lines: {} };
  for (const field of state.form.fields) {
    if (field.type !== 'lines') continue;
    const rows = state.rows(field.key).filter((row) => !state.isBlank(row));
    const stored = rows.length > 0 && rows.every((row) => row.id !== undefined && row.touched.size === 0);
    if (stored) continue;
    draft.lines[field.key] = rows.map((row) => ({ ...(row.id === undefined ? {} : { id: row.id }), values: own(row) }));
  }
  return draft;
}

/** Puts a draft onto a form: its fields are set, its lines stand as they stood. */
export function applyDraft(state: FormState, draft: Draft, without: ReadonlySet<string> = new Set()): void {
  state.act(undefined, () => {
    for (const [key, value] of Object.entries(draft.head)) {
      if (!without.has(key)) state.write(state.row(HEAD), key, value, undefined);
    }
    for (const [lines, wanted] of Object.entries(draft.lines)) {
      if (!without.has(lines)) applyLines(state, lines, wanted);
    }
  });
}

function applyLines(state: FormState, lines: string, wanted: Draft['lines'][string]): void {
  const stored = new Map(state.rows(lines).map((row) => [row.id, row]));
  const kept = new Set(wanted.map((line) => line.id));
  for (const row of state.rows(lines)) if (row.id === undefined || !kept.has(row.id)) state.removeRow(lines, row.uid);
  for (const line of wanted) {
    const row = (line.id !== undefined && stored.get(line.id)) || state.addRow(lines);
    for (const [key, value] of Object.entries(line.values)) state.write(row, key, value, undefined);
  }
}
