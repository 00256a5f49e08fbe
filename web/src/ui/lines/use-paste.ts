import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Field } from '@/engine/blueprint';
import type { FormState } from '@/engine/form/form-state';
import { parseTable } from '@/engine/grid/clipboard';
import type { Position } from '@/engine/grid/movement';
import { type PasteResult, pasteTable, resolvePasted, type Unresolved } from '@/engine/grid/paste';
import { searchChoices } from '../inputs/use-choices';

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

/** Asks once per distinct name; answers how many cells stay without a record. */
async function resolveNames(state: FormState, result: PasteResult): Promise<number> {
  const groups = new Map<string, Unresolved[]>();
  for (const cell of result.unresolved) {
    const key = `${cell.field.key}\n${cell.text}`;
    groups.set(key, [...(groups.get(key) ?? []), cell]);
  }
  const found = new Map<Unresolved, { id: string; title: string }>();
  const queue = [...groups.values()];
  const work = async () => {
    for (let cells = queue.shift(); cells; cells = queue.shift()) {
      const [sample] = cells;
      if (!sample || (sample.field.type !== 'reference' && sample.field.type !== 'person')) continue;
      const choices = await searchChoices(sample.field, sample.text).catch(() => []);
      const choice =
        choices.find((each) => each.title === sample.text) ?? (choices.length === 1 ? choices[0] : undefined);
      if (!choice) continue;
      if (sample.field.type === 'reference') state.provideAll(sample.field.form, [choice]);
      for (const cell of cells) found.set(cell, { id: choice.id, title: choice.title });
    }
  };
  await Promise.all([work(), work(), work(), work()]);
  resolvePasted(state, result, found);
  return result.unresolved.length - found.size;
}
