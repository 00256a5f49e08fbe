import type { Value } from '../values';
import type { FormState } from './form-state';
import { HEAD, type Row } from './row';

/** The values of one row that are not as they were stored, and which of them were copied rather than typed. */
interface RowDraft {
  id?: string;
  typed: Record<string, Value>;
  copied: Record<string, Value>;
}

/** What a person put into a form and has not saved: enough to put it there again. */
export interface Draft {
  head: RowDraft;
  lines: Record<string, RowDraft[]>;
}

function draftOf(row: Row): RowDraft {
  const typed: Record<string, Value> = {};
  for (const key of row.touched) typed[key] = row.values.get(key) ?? null;
  return { ...(row.id === undefined ? {} : { id: row.id }), typed, copied: Object.fromEntries(row.copied) };
}

export function takeDraft(state: FormState): Draft {
  const draft: Draft = { head: draftOf(state.head), lines: {} };
  for (const field of state.form.fields) {
    if (field.type !== 'lines') continue;
    const rows = state.rows(field.key).filter((row) => !state.isBlank(row));
    const stored = rows.length > 0 && rows.every((row) => row.id !== undefined && row.touched.size === 0);
    if (!stored) draft.lines[field.key] = rows.map(draftOf);
  }
  return draft;
}

/** Puts a draft onto a form: its fields are set, its lines stand as they stood. */
export function applyDraft(state: FormState, draft: Draft, without: ReadonlySet<string> = new Set()): void {
  state.act(undefined, () => {
    applyRow(state, state.row(HEAD), draft.head, without);
    for (const [lines, wanted] of Object.entries(draft.lines)) {
      if (!without.has(lines)) applyLines(state, lines, wanted);
    }
  });
}

function applyRow(state: FormState, row: Row, draft: RowDraft, without: ReadonlySet<string> = new Set()): void {
  for (const [key, value] of Object.entries(draft.typed)) {
    if (!without.has(key)) state.write(row, key, value, undefined);
  }
  for (const [key, value] of Object.entries(draft.copied)) {
    if (!without.has(key)) state.writeCopy(row, key, value);
  }
}

function applyLines(state: FormState, lines: string, wanted: readonly RowDraft[]): void {
  const stored = new Map(state.rows(lines).map((row) => [row.id, row]));
  const kept = new Set(wanted.map((line) => line.id));
  for (const row of state.rows(lines)) if (row.id === undefined || !kept.has(row.id)) state.removeRow(lines, row.uid);
  for (const line of wanted) {
    applyRow(state, (line.id !== undefined && stored.get(line.id)) || state.addRow(lines), line);
  }
}
