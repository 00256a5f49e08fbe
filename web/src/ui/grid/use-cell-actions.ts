import { App } from 'antd';
import { type RefObject, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { StoredRecord } from '@/api/records';
import type { Field, Form } from '@/engine/blueprint';
import { todayIn } from '@/engine/dates';
import { parseTable, tableText, tiled } from '@/engine/grid/clipboard';
import { fill } from '@/engine/grid/fill';
import type { Position } from '@/engine/grid/movement';
import {
  type CellEdit,
  emptyPlan,
  nameKey,
  type Plan,
  type PlanPlace,
  planTable,
  planValue,
  sameCell,
  settleNames,
  writableIn,
} from '@/engine/grid/plan';
import { cursorOf, type Range } from '@/engine/grid/selection';
import { listedValue } from '@/engine/system-fields';
import { isReference, type Value } from '@/engine/values';
import { lookUpNames } from '../inputs/lookup';
import { usePreferences } from '../preferences';
import { useProblemText } from '../problem-text';
import { useWorkplace } from '../session';
import { copyText } from './copy-text';
import { type Draft, isTyped } from './draft';
import type { GridRows, GridShape } from './model';
import { useClipboard } from './use-clipboard';
import type { GridEdits } from './use-edits';
import type { GridSelection } from './use-selection';

interface CellActions {
  form: Form;
  shape: GridShape;
  rows: GridRows;
  edits: GridEdits;
  at: GridSelection;
  draft: RefObject<Draft | undefined>;
  closed: boolean;
  onOpen: (id: string) => void;
  onHold: (held: boolean) => void;
  checks: { checked: ReadonlySet<string>; onCheck: (checked: ReadonlySet<string>) => void };
}

/** A paste of more cells than this copies only what is asked for; the clipboard holds no more in comfort. */
const COPY_LIMIT = 500_000;

/** What keys, mouse and clipboard do to the cells of a grid. */
export function useCellActions({ form, shape, rows, edits, at, draft, closed, onOpen, onHold, checks }: CellActions) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const { language } = usePreferences();
  const { timeZone } = useWorkplace().blueprint.workspace;
  const problemText = useProblemText();
  const [editing, setEditing] = useState<'typed' | 'inside' | undefined>(undefined);
  const [turn, setTurn] = useState(0);
  const [note, setNote] = useState('');
  const [paste, setPaste] = useState<Plan | undefined>(undefined);
  const [pasting, setPasting] = useState(false);
  const lastChecked = useRef<number | undefined>(undefined);
  const startRev = useRef<number | undefined>(undefined);
  const records = rows.records;

  useEffect(() => onHold(editing !== undefined), [editing, onHold]);

  const place = (): PlanPlace => ({
    records: records.map(edits.shown),
    columns: shape.fields,
    today: todayIn(timeZone),
    mayAdd: form.may.create && rows.open && !closed,
  });

  const takesText = (record: StoredRecord, field: Field) =>
    !closed && isTyped(field) && writableIn(record, field) === undefined;

  const begin = () => {
    const row = at.selection && cursorOf(at.selection).row;
    if (editing === undefined) startRev.current = row === undefined ? undefined : records[row]?.rev;
    setEditing((current) => current ?? 'typed');
  };

  const edit = (position?: Position) => {
    const cell = position ?? (at.selection && cursorOf(at.selection));
    const record = cell && records[cell.row];
    const field = cell && shape.fields[cell.column];
    if (!record || !field) return;
    if (field.type === 'switch') toggle();
    else if (field.type === 'attachment') onOpen(record.id);
    else if (takesText(record, field)) {
      startRev.current = record.rev;
      setEditing('inside');
    } else setNote(writableIn(record, field) === 'no_right' ? t('grid.reason.no_right') : t('grid.closed'));
  };

  const write = (cells: readonly CellEdit[], rev?: number) => {
    setNote('');
    if (cells.length > 0) edits.write(cells, rev);
  };

  const settleName = async (record: StoredRecord, field: Field, before: Value, raw: string) => {
    const found = (await lookUpNames([{ field, text: raw.trim() }])).get(nameKey(field, raw.trim()));
    if (found && found !== 'ambiguous') {
      write([{ id: record.id, field: field.key, before, after: { id: found.id, title: found.title } }]);
    } else setNote(t(found ? 'grid.reason.ambiguous_of' : 'grid.reason.not_found_of', { text: raw.trim() }));
  };

  const finish = () => {
    if (editing === undefined) return;
    // Editors that pick from a list decide when they lose the focus.
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
    const typed = draft.current?.take();
    const field = draft.current?.field;
    const cell = at.selection && cursorOf(at.selection);
    const record = cell && records[cell.row];
    setEditing(undefined);
    setTurn((count) => count + 1);
    if (!typed || !field || !record) return;
    const before = edits.shown(record).values[field.key] ?? null;
    const problem = draft.current?.now().problem;
    if (typed.raw !== undefined && (field.type === 'reference' || field.type === 'person')) {
      void settleName(record, field, before, typed.raw);
    } else if (problem) {
      edits.refuse(
        { id: record.id, field: field.key, before, after: typed.raw ?? typed.value },
        problemText(problem) ?? '',
      );
    } else if (!sameCell(field, before, typed.value)) {
      write([{ id: record.id, field: field.key, before, after: typed.value }], startRev.current);
    }
  };

  const cancel = () => {
    setEditing(undefined);
    setTurn((count) => count + 1);
  };

  const planOver = (range: Range, value: (row: number, field: Field) => Value): Plan => {
    const plan = emptyPlan();
    const where = place();
    for (let row = range.top; row <= range.bottom; row++) {
      for (let column = range.left; column <= range.right; column++) {
        const field = shape.fields[column];
        if (field) planValue(where, plan, row, field, value(row, field), '');
      }
    }
    return plan;
  };

  /** Writes what can be written and says how much could not. */
  const apply = (plan: Plan) => {
    write(plan.edits);
    const [first] = plan.refusals;
    if (first) {
      const reason = typeof first.reason === 'string' ? t(`grid.reason.${first.reason}`) : problemText(first.reason);
      setNote(t('grid.left_out', { count: plan.refusals.length, reason }));
    }
  };

  const clear = () => {
    if (at.range && !closed) apply(planOver(at.range, () => null));
  };

  const toggle = () => {
    const cell = at.selection && cursorOf(at.selection);
    const record = cell && records[cell.row];
    const field = cell && shape.fields[cell.column];
    if (!record || !field || closed) return;
    const before = edits.shown(record).values[field.key] ?? null;
    apply(planOver({ top: cell.row, bottom: cell.row, left: cell.column, right: cell.column }, () => before !== true));
  };

  /** Continues what the source holds into the target, along the side the target lies on. */
  const fillRange = (source: Range, target: Range) => {
    if (closed) return;
    const plan = emptyPlan();
    const where = place();
    const value = (row: number, column: number) => {
      const record = where.records[row] as StoredRecord | undefined;
      const field = shape.fields[column];
      return record && field ? listedValue(record, field) : null;
    };
    const span = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => from + i);
    const backwards = target.top < source.top || target.left < source.left;
    if (target.left === source.left && target.right === source.right) {
      for (const column of span(source.left, source.right)) {
        const field = shape.fields[column];
        if (!field) continue;
        const from = span(source.top, source.bottom).map((row) => value(row, column));
        const into = span(target.top, target.bottom);
        const values = fill(field, backwards ? from.reverse() : from, into.length);
        for (const [i, row] of (backwards ? into.reverse() : into).entries()) {
          planValue(where, plan, row, field, values[i] ?? null, '');
        }
      }
    } else {
      for (const row of span(source.top, source.bottom)) {
        const kept = span(source.left, source.right).map((column) => value(row, column));
        span(target.left, target.right).forEach((column, i) => {
          const field = shape.fields[column];
          const from = shape.fields[source.left + (i % kept.length)];
          const next = kept[i % kept.length] ?? null;
          if (field && from?.type === field.type) planValue(where, plan, row, field, next, '');
          else if (field) plan.refusals.push({ row, field, text: '', reason: 'read_only' });
        });
      }
    }
    apply(plan);
    at.select({
      anchor: { row: Math.min(source.top, target.top), column: Math.min(source.left, target.left) },
      focus: { row: Math.max(source.bottom, target.bottom), column: Math.max(source.right, target.right) },
    });
  };

  /** Ctrl+D and Ctrl+R repeat the first row or column of the selection, or what stands before a single one. */
  const fillFrom = (direction: 'down' | 'right') => {
    const { range } = at;
    if (!range || closed) return;
    const down = direction === 'down';
    const alone = down ? range.top === range.bottom : range.left === range.right;
    const where = place();
    const plan = emptyPlan();
    for (let row = range.top + (down && !alone ? 1 : 0); row <= range.bottom; row++) {
      for (let column = range.left + (!down && !alone ? 1 : 0); column <= range.right; column++) {
        const field = shape.fields[column];
        const origin = shape.fields[down ? column : alone ? column - 1 : range.left];
        const record = where.records[down ? (alone ? row - 1 : range.top) : row] as StoredRecord | undefined;
        if (!field || !origin || !record || origin.type !== field.type) continue;
        planValue(where, plan, row, field, listedValue(record, origin), '');
      }
    }
    apply(plan);
  };

  const copy = (): string | undefined => {
    const { range } = at;
    if (!range) return undefined;
    const bottom = Math.min(range.bottom, range.top + Math.floor(COPY_LIMIT / (range.right - range.left + 1)));
    const table: string[][] = [];
    for (let row = range.top; row <= bottom; row++) {
      const record = records[row];
      if (!record) continue;
      const shown = edits.shown(record);
      table.push(
        shape.fields
          .slice(range.left, range.right + 1)
          .map((field) => copyText(field, listedValue(shown, field), language, timeZone)),
      );
    }
    setNote(t('grid.copied', { count: table.length * (range.right - range.left + 1) }));
    return tableText(table);
  };

  const pasteText = async (text: string) => {
    const { range } = at;
    if (!range || closed) return;
    const table = tiled(parseTable(text), range.bottom - range.top + 1, range.right - range.left + 1);
    const where = place();
    const plan = planTable(where, { row: range.top, column: range.left }, table);
    const settled = plan.named.length > 0 ? settleNames(where, plan, await lookUpNames(plan.named).then(titles)) : plan;
    const cells = table.reduce((sum, row) => sum + row.length, 0);
    if (cells === 1 && settled.added.size === 0) apply(settled);
    else setPaste(settled);
  };

  const acceptPaste = async () => {
    if (!paste) return;
    setPasting(true);
    if (paste.added.size === 0) write(paste.edits);
    else {
      const { created, failed } = await edits.add(paste.edits, paste.added);
      if (created.length > 0) void message.success(t('grid.rows_added', { count: created.length }));
      if (failed.length > 0) {
        // What the server would not take stays in the dialog, with its reason.
        setPaste({
          ...emptyPlan(),
          refusals: failed.map(({ row, message: text }) => ({ row, field: undefined, text, reason: 'server' })),
        });
        setPasting(false);
        return;
      }
    }
    setPasting(false);
    setPaste(undefined);
  };

  const check = (row: number, extend: boolean) => {
    const next = new Set(checks.checked);
    const from = extend && lastChecked.current !== undefined ? lastChecked.current : row;
    const on = !next.has(records[row]?.id ?? '');
    for (let i = Math.min(from, row); i <= Math.max(from, row); i++) {
      const id = records[i]?.id;
      if (id === undefined) continue;
      if (on) next.add(id);
      else next.delete(id);
    }
    lastChecked.current = row;
    checks.onCheck(next);
  };

  const checkRows = () => {
    const { range } = at;
    if (!range) return;
    const ids = records.slice(range.top, range.bottom + 1).map((record) => record.id);
    const next = new Set(checks.checked);
    const on = ids.some((id) => !next.has(id));
    for (const id of ids) {
      if (on) next.add(id);
      else next.delete(id);
    }
    checks.onCheck(next);
  };

  const active = useRef<() => boolean>(() => false);
  useClipboard({
    active: () => active.current() && paste === undefined,
    copy,
    cut: () => {
      const text = copy();
      clear();
      return text;
    },
    paste: (text) => void pasteText(text),
  });

  return {
    editing,
    turn,
    note,
    paste,
    pasting,
    takesText,
    begin,
    edit,
    finish,
    fillRange,
    check,
    acceptPaste: () => void acceptPaste(),
    cancelPaste: () => setPaste(undefined),
    listen: (isActive: () => boolean) => {
      active.current = isActive;
    },
    commands: {
      finish,
      cancel,
      edit: () => edit(),
      clear,
      fill: fillFrom,
      toggle,
      undo: edits.undo,
      redo: edits.redo,
      openRecord: () => {
        const id = at.selection && records[cursorOf(at.selection).row]?.id;
        if (id !== undefined) onOpen(id);
      },
      checkRows,
    },
  };
}

function titles(found: Awaited<ReturnType<typeof lookUpNames>>) {
  return new Map(
    [...found].map(([key, value]) => [key, isReference(value) ? { id: value.id, title: value.title } : value]),
  );
}
