import { useQueryClient } from '@tanstack/react-query';
import { App } from 'antd';
import { useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { newKey } from '@/api/keys';
import { createRecord, deleteRecord, type StoredRecord } from '@/api/records';
import type { Form } from '@/engine/blueprint';
import { written } from '@/engine/form/payload';
import { EditBook, type EditedCell } from '@/engine/grid/edits';
import { GridHistory } from '@/engine/grid/history';
import { type CellEdit, sameCell } from '@/engine/grid/plan';
import { listedField } from '@/engine/system-fields';
import type { Value, Values } from '@/engine/values';
import { useErrorText } from '../problem-text';
import { saveCells } from './save-cells';

/** What the grid needs of whoever loads its records. */
export interface RecordStore {
  records: readonly StoredRecord[];
  replace: (record: StoredRecord) => void;
  append: (records: readonly StoredRecord[]) => void;
  remove: (ids: ReadonlySet<string>) => void;
}

export interface Creation {
  /** Of the rows that were to be added. */
  failed: { row: number; message: string }[];
  created: StoredRecord[];
}

export interface GridEdits {
  book: EditBook<StoredRecord>;
  version: number;
  /** A record with the changes that are on their way. */
  shown: (record: StoredRecord) => StoredRecord;
  /** Writes cells as one step that can be undone. */
  write: (edits: readonly CellEdit[], rev?: number) => void;
  /** Keeps in its cell what is no value of it, with the reason; undo takes it back. */
  refuse: (edit: CellEdit, reason: string) => void;
  /** Makes records, and joins them to the step of the cells that came with them. */
  add: (edits: readonly CellEdit[], rows: ReadonlyMap<number, Values>) => Promise<Creation>;
  undo: () => void;
  redo: () => void;
}

/** Changes of a grid: on the screen at once, on their way to the server, and back again by undo. */
export function useGridEdits(form: Form, store: RecordStore): GridEdits {
  const { t } = useTranslation();
  const { message, notification } = App.useApp();
  const queries = useQueryClient();
  const errorText = useErrorText();
  const latest = useRef({ store, errorText, t, notification });
  latest.current = { store, errorText, t, notification };
  const byId = useMemo(() => new Map(store.records.map((record) => [record.id, record])), [store.records]);
  const known = useRef(byId);
  known.current = byId;

  const [history] = useState(() => new GridHistory());
  const [book] = useState(() => {
    const made: EditBook<StoredRecord> = new EditBook<StoredRecord>({
      save: (id, values, rev) =>
        saveCells(
          { form: form.key, id, rev: rev ?? known.current.get(id)?.rev ?? 0, values, cells: made.of(id) },
          latest.current.errorText,
        ),
      saved: (record) => {
        known.current.set(record.id, record);
        latest.current.store.replace(record);
        queries.setQueryData(['records', form.key, record.id], record);
        void queries.invalidateQueries({ queryKey: ['records', form.key, record.id, 'history'] });
      },
      gone: (id, lost, reason) => {
        latest.current.notification.warning(goneNotice(id, lost, reason));
        latest.current.store.remove(new Set([id]));
      },
    });
    return made;
  });
  const version = useSyncExternalStore(book.subscribe, () => book.version);

  const goneNotice = (id: string, lost: readonly EditedCell[], reason: string) => ({
    title: latest.current.t('grid.gone', { title: known.current.get(id)?.title ?? '' }),
    description: latest.current.t('grid.gone_lost', {
      reason,
      values: lost.map((cell) => String(cell.value ?? '')).join('、'),
    }),
    duration: 0,
  });

  // Leaving the page would lose what is still on its way.
  useEffect(() => {
    const stay = (event: BeforeUnloadEvent) => {
      if (book.saving > 0) event.preventDefault();
    };
    window.addEventListener('beforeunload', stay);
    return () => window.removeEventListener('beforeunload', stay);
  }, [book]);

  return useMemo(() => {
    const shownValue = (id: string, field: string): Value =>
      book.of(id)?.get(field)?.value ?? known.current.get(id)?.values[field] ?? null;

    const shown = (record: StoredRecord): StoredRecord => {
      const cells = book.of(record.id);
      if (!cells) return record;
      const values = { ...record.values };
      for (const [field, cell] of cells) values[field] = cell.value;
      return { ...record, values };
    };

    const write = (edits: readonly CellEdit[], rev?: number) => {
      history.push({ edits, created: [] });
      book.put(edits, rev);
    };

    const refuse = (edit: CellEdit, reason: string) => {
      history.push({ edits: [edit], created: [] });
      book.refuse(edit, reason);
    };

    const add = async (edits: readonly CellEdit[], rows: ReadonlyMap<number, Values>): Promise<Creation> => {
      const result: Creation = { failed: [], created: [] };
      book.put(edits);
      // One after the other: the rows are to stand in the order they were pasted in.
      for (const [row, values] of [...rows].sort(([left], [right]) => left - right)) {
        try {
          const payload = Object.fromEntries(Object.entries(values).map(([key, value]) => [key, written(value)]));
          result.created.push(await createRecord(form.key, payload, newKey()));
        } catch (error) {
          result.failed.push({ row, message: latest.current.errorText(error) });
        }
      }
      latest.current.store.append(result.created);
      history.push({ edits, created: result.created.map((record) => record.id) });
      return result;
    };

    /** Writes back the cells that still hold what the step put there; says how many somebody else changed since. */
    const turn = (edits: readonly CellEdit[]) => {
      const ready: CellEdit[] = [];
      let passed = 0;
      for (const edit of edits) {
        const cell = book.of(edit.id)?.get(edit.field);
        const field = listedField(form, edit.field);
        if (cell && cell.state !== 'saving') book.drop(edit.id, edit.field);
        else if (field && sameCell(field, shownValue(edit.id, edit.field), edit.before)) ready.push(edit);
        else passed += 1;
      }
      book.put(ready);
      if (passed > 0) void message.warning(t('grid.undo_passed', { count: passed }));
    };

    const backwards = (edits: readonly CellEdit[]) =>
      [...edits].reverse().map(({ id, field, before, after }) => ({ id, field, before: after, after: before }));

    const undo = () => {
      const step = history.undo();
      if (!step) return;
      turn(backwards(step.edits));
      for (const id of step.created) {
        const record = known.current.get(id);
        if (!record) continue;
        void deleteRecord(form.key, id, record.rev).then(
          () => latest.current.store.remove(new Set([id])),
          (error: unknown) => void message.error(latest.current.errorText(error)),
        );
      }
    };

    const redo = () => {
      const step = history.redo();
      if (!step) return;
      turn(step.edits);
      if (step.created.length > 0) void message.info(t('grid.redo_bin', { count: step.created.length }));
    };

    return { book, version, shown, write, refuse, add, undo, redo };
  }, [book, history, version, form, message, t]);
}
