import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Field } from '@/engine/blueprint';
import type { FormState } from '@/engine/form/form-state';
import { parseTable } from '@/engine/grid/clipboard';
import type { Position } from '@/engine/grid/movement';
import { type PasteResult, pasteTable, resolvePasted, type Unresolved } from '@/engine/grid/paste';
import { nameKey } from '@/engine/grid/plan';
import { lookUpNames } from '../inputs/lookup';

/** Pastes a table and looks up the names in it; says what it did and what it could not. */
export function usePaste(state: FormState, lines: string, columns: readonly Field[]) {
  const { t } = useTranslation();
  const [note, setNote] = useState('');
  const paste = (at: Position, text: string) => {
    const result = pasteTable(state, lines, columns, at, parseTable(text));
    const parts = [t('lines.pasted', { cells: result.cells, rows: result.addedRows })];
    if (result.skipped > 0) parts.push(t('lines.paste_skipped', { cells: result.skipped }));
    setNote(parts.join(' '));
    if (result.unresolved.length > 0) {
      void resolveNames(state, result).then((missing) => {
        if (missing > 0) setNote([...parts, t('lines.paste_not_found', { cells: missing })].join(' '));
      });
    }
  };
  return { paste, note };
}

/** Answers how many cells stay without a record. */
async function resolveNames(state: FormState, result: PasteResult): Promise<number> {
  const names = await lookUpNames(result.unresolved);
  const found = new Map<Unresolved, { id: string; title: string }>();
  for (const cell of result.unresolved) {
    const choice = names.get(nameKey(cell.field, cell.text));
    if (choice === undefined || choice === 'ambiguous') continue;
    if (cell.field.type === 'reference') state.provideAll(cell.field.form, [choice]);
    found.set(cell, { id: choice.id, title: choice.title });
  }
  resolvePasted(state, result, found);
  return result.unresolved.length - found.size;
}
