import { type Field, type Form, findField, isSystemMade, type LinesField } from '../blueprint';
import { todayIn } from '../dates';
import type { Clock, FormulaLanguage } from '../formulas';
import { isEmpty, isReference, type LineValue, sameValue, type Value, type Values } from '../values';
import { type ChoiceLimits, choiceLimits } from './among';
import { Calculator } from './calculator';
import { coerceText } from './coerce';
import { copyTargets } from './copying';
import { buildGraph } from './graph';
import { cellProblem, closedOptions } from './judgement';
import { lookedUp } from './looking-up';
import { FormRecords } from './records';
import { ReferenceValues } from './references';
import { type CellView, cellKey, HEAD, newRow, type Row, rowsKey } from './row';
import { type Step, UndoStack } from './undo';

export interface FormOptions {
  forms: readonly Form[];
  language: FormulaLanguage;
  timeZone: string;
  /** Called once for every referenced record whose values a formula needs. */
  askReference: (form: string, id: string) => void;
  /** The stored record; without it the form makes a new one. */
  record?: { id?: string; values: Values };
  now?: () => Date;
}

type Listener = () => void;

/** Notified when anything at all changed. */
export const ANYTHING = '*';

/** Everything a form on the screen knows: values, lines, what its formulas decide, what is wrong, what can be undone. */
export class FormState {
  readonly head: Row = newRow(HEAD, HEAD);
  readonly references: ReferenceValues;
  private readonly lineRows = new Map<string, readonly Row[]>();
  private readonly byUid = new Map<string, Row>([[HEAD, this.head]]);
  private readonly calculator: Calculator;
  private readonly undoStack = new UndoStack();
  private readonly listeners = new Map<string, Set<Listener>>();
  private readonly views = new Map<string, CellView>();
  private readonly stale = new Set<string>();
  private step: Step | undefined;
  private depth = 0;
  private nextUid = 1;
  private showAll = false;

  constructor(
    readonly form: Form,
    readonly options: FormOptions,
  ) {
    this.references = new ReferenceValues(options.askReference);
    const records = new FormRecords(form, options.forms, options.language, this.references, this.head, (lines) =>
      this.rows(lines).filter((row) => !this.isBlank(row)),
    );
    this.calculator = new Calculator(
      buildGraph(form, options.forms, options.language),
      records,
      options.language,
      () => this.clock(),
      {
        head: this.head,
        rows: (lines) => this.rows(lines),
        isNew: (row) => (row.scope === HEAD ? options.record === undefined : row.id === undefined),
        changed: (row, field) => this.markStale(cellKey(row.uid, field)),
      },
    );
    this.load(options.record?.values ?? {});
  }

  get isNew(): boolean {
    return this.options.record === undefined;
  }

  get today(): string {
    return todayIn(this.options.timeZone, this.clock().now);
  }

  // Reading

  cell(uid: string, key: string): CellView {
    const name = cellKey(uid, key);
    let view = this.views.get(name);
    if (!view) {
      view = this.view(this.row(uid), key);
      this.views.set(name, view);
    }
    return view;
  }

  rows(lines: string): readonly Row[] {
    return this.lineRows.get(lines) ?? [];
  }

  row(uid: string): Row {
    const row = this.byUid.get(uid);
    if (!row) throw new Error(`no row ${uid}`);
    return row;
  }

  fieldsOf(row: Row): readonly Field[] {
    return row.scope === HEAD ? this.form.fields : this.linesField(row.scope).fields;
  }

  linesField(key: string): LinesField {
    const field = findField(this.form.fields, key);
    if (field?.type !== 'lines') throw new Error(`no lines ${key}`);
    return field;
  }

  /** A line nobody has put anything into; it is not counted, checked or saved. */
  isBlank(row: Row): boolean {
    return row.id === undefined && row.scope !== HEAD && row.touched.size === 0;
  }

  subscribe(key: string, listener: Listener): () => void {
    const set = this.listeners.get(key) ?? new Set();
    set.add(listener);
    this.listeners.set(key, set);
    return () => set.delete(listener);
  }

  // Changing, as one action of the person that can be undone

  set(uid: string, key: string, value: Value): void {
    this.act(undefined, () => this.write(this.row(uid), key, value, undefined));
  }

  /** Text as it is typed: kept as it stands while it is no value yet. */
  type(uid: string, key: string, text: string): void {
    this.act(`type:${uid}/${key}`, () => this.writeText(this.row(uid), key, text));
  }

  addRow(lines: string, at?: number): Row {
    const row = newRow(lines, this.uid());
    this.byUid.set(row.uid, row);
    this.act(undefined, () => {
      const rows = [...this.rows(lines)];
      rows.splice(at ?? rows.length, 0, row);
      this.replaceRows(lines, rows);
      this.calculator.wholeRow(row);
    });
    return row;
  }

  removeRow(lines: string, uid: string): void {
    this.act(undefined, () =>
      this.replaceRows(
        lines,
        this.rows(lines).filter((row) => row.uid !== uid),
      ),
    );
  }

  /** Several changes as one action: one recalculation, one step to undo. */
  act(merge: string | undefined, change: () => void): void {
    const outermost = this.depth === 0;
    if (outermost) this.step = { merge, cells: [], rows: [] };
    this.depth += 1;
    try {
      change();
    } finally {
      this.depth -= 1;
      if (outermost) this.finish();
    }
  }

  writeText(row: Row, key: string, text: string): void {
    const field = findField(this.fieldsOf(row), key);
    if (!field) return;
    const value = coerceText(field, text, this.today);
    this.write(row, key, value ?? null, value === undefined ? text : undefined);
  }

  write(row: Row, key: string, value: Value, raw: string | undefined): void {
    const before = { value: row.values.get(key) ?? null, raw: row.raw.get(key), touched: row.touched.has(key) };
    const wasBlank = this.isBlank(row);
    const after = { value, raw, touched: true };
    this.step?.cells.push({ row, field: key, before, after });
    this.put(row, key, after);
    if (wasBlank) this.calculator.rowsChanged(row.scope, this.fieldsOf(row));
    this.lookUp(row, key);
    if (isReference(value)) this.copyFrom(row, key, value.id);
  }

  /** What a picked record shows in the fields that look into it; what lies further is the server's. */
  private lookUp(row: Row, key: string): void {
    for (const found of lookedUp(this.fieldsOf(row), row, key, this.references)) {
      row.values.set(found.key, found.value);
      this.markStale(cellKey(row.uid, found.key));
    }
  }

  /** A value that came from a picked record, not from the person: the next pick may replace it. */
  writeCopy(row: Row, key: string, value: Value): void {
    const touched = row.touched.has(key);
    const before = { value: row.values.get(key) ?? null, raw: row.raw.get(key), touched };
    const after = { value, raw: undefined, touched };
    this.step?.cells.push({ row, field: key, before, after });
    this.put(row, key, after);
    row.copied.set(key, value);
  }

  /** What came from outside without the person doing anything: formulas follow, listeners hear of it. */
  settle(): void {
    this.calculator.run();
    this.notify();
  }

  undo(): { uid: string; field: string } | undefined {
    return this.replay(this.undoStack.undo(), 'before');
  }

  redo(): { uid: string; field: string } | undefined {
    return this.replay(this.undoStack.redo(), 'after');
  }

  // What comes from outside

  /** The values of referenced records arrived: formulas that waited for them run, fields are copied. */
  provideAll(form: string, records: readonly { id: string; values: Values }[]): void {
    const arrived = new Set<string>();
    for (const { id, values } of records) {
      arrived.add(id);
      this.references.provide(form, id, values);
      this.calculator.referenceArrived(form, id);
    }
    for (const row of this.byUid.values()) {
      for (const field of this.fieldsOf(row)) {
        if (field.type !== 'reference' || field.form !== form || !row.touched.has(field.key)) continue;
        const value = row.values.get(field.key);
        if (!isReference(value) || !arrived.has(value.id)) continue;
        this.lookUp(row, field.key);
        this.copyFrom(row, field.key, value.id);
      }
    }
    this.calculator.run();
    // Whoever looks into other records on their own must hear of it even where no field of this form changed.
    this.stale.add(ANYTHING);
    this.notify();
  }

  /** What limits the records that a reference may be chosen from; undefined where nothing does. */
  limits(uid: string, key: string): ChoiceLimits | undefined {
    const row = this.row(uid);
    const field = row && findField(this.fieldsOf(row), key);
    if (!row || field?.type !== 'reference') return undefined;
    const place = { form: this.form, record: this.options.record?.id, head: this.head };
    return choiceLimits(place, row, this.fieldsOf(row), field);
  }

  /** What a ledger says of fields that ask it: shown, and read by formulas, but not kept. */
  provideLive(known: readonly { uid: string; key: string; value: Value }[]): void {
    for (const { uid, key, value } of known) {
      const row = this.byUid.get(uid);
      if (!row || sameValue(row.values.get(key) ?? null, value)) continue;
      row.values.set(key, value);
      this.calculator.changed(row, key);
      this.markStale(cellKey(uid, key));
    }
    this.settle();
  }

  /** The server refused a value. */
  refuse(row: Row, field: string, message: string): void {
    row.refused.set(field, message);
    this.markStale(cellKey(row.uid, field));
  }

  /** From now on every problem shows, not only those of fields that were touched. */
  showProblems(): void {
    this.showAll = true;
    this.views.clear();
    for (const key of this.listeners.keys()) this.stale.add(key);
    this.notify();
  }

  notify(): void {
    if (this.stale.size === 0) return;
    const keys = new Set([...this.stale, ANYTHING]);
    this.stale.clear();
    for (const key of keys) for (const listener of this.listeners.get(key) ?? []) listener();
  }

  private load(values: Values): void {
    for (const field of this.form.fields) {
      if (field.type === 'lines') this.loadLines(field, values[field.key]);
      else this.head.values.set(field.key, values[field.key] ?? null);
    }
    for (const row of this.byUid.values()) this.calculator.wholeRow(row);
    this.calculator.run();
    this.stale.clear();
  }

  private loadLines(field: LinesField, value: Value | undefined): void {
    const lines = Array.isArray(value) ? (value as LineValue[]) : [];
    const rows = lines.map((line) => {
      const row = newRow(field.key, this.uid(), line.id);
      for (const column of field.fields) row.values.set(column.key, line[column.key] ?? null);
      this.byUid.set(row.uid, row);
      return row;
    });
    this.lineRows.set(field.key, rows);
  }

  private uid(): string {
    return `r${this.nextUid++}`;
  }

  private clock(): Clock {
    return { now: this.options.now?.() ?? new Date(), timeZone: this.options.timeZone };
  }

  private put(row: Row, key: string, state: { value: Value; raw: string | undefined; touched: boolean }): void {
    const changed = !sameValue(row.values.get(key), state.value);
    row.values.set(key, state.value);
    if (state.raw === undefined) row.raw.delete(key);
    else row.raw.set(key, state.raw);
    if (state.touched) row.touched.add(key);
    else row.touched.delete(key);
    row.copied.delete(key);
    row.refused.delete(key);
    this.markStale(cellKey(row.uid, key));
    if (changed) this.calculator.changed(row, key);
  }

  private copyFrom(row: Row, key: string, id: string): void {
    for (const { target, form, name } of copyTargets(this.fieldsOf(row), key)) {
      const known = this.references.get(form, id);
      if (!known) {
        this.references.request(form, id);
        return;
      }
      const current = row.values.get(target);
      const untouched = row.copied.has(target) && sameValue(row.copied.get(target), current);
      if (!isEmpty(current) && !untouched) continue;
      this.writeCopy(row, target, known[name] ?? null);
    }
  }

  private replaceRows(lines: string, rows: readonly Row[]): void {
    this.step?.rows.push({ lines, before: this.rows(lines), after: rows });
    this.lineRows.set(lines, rows);
    this.markStale(rowsKey(lines));
    this.calculator.rowsChanged(lines, this.linesField(lines).fields);
  }

  private finish(): void {
    const step = this.step;
    this.step = undefined;
    if (step) this.undoStack.push(step);
    this.calculator.run();
    this.notify();
  }

  private replay(step: Step | undefined, side: 'before' | 'after'): { uid: string; field: string } | undefined {
    if (!step) return undefined;
    const cells = side === 'before' ? [...step.cells].reverse() : step.cells;
    const rows = side === 'before' ? [...step.rows].reverse() : step.rows;
    for (const change of rows) {
      this.lineRows.set(change.lines, change[side]);
      this.markStale(rowsKey(change.lines));
      this.calculator.rowsChanged(change.lines, this.linesField(change.lines).fields);
    }
    for (const change of cells) this.put(change.row, change.field, change[side]);
    this.calculator.run();
    this.notify();
    const first = step.cells[0];
    return first && { uid: first.row.uid, field: first.field };
  }

  private markStale(key: string): void {
    this.views.delete(key);
    this.stale.add(key);
  }

  private view(row: Row, key: string): CellView {
    const field = findField(this.fieldsOf(row), key);
    const flag = (kind: 'visible' | 'required' | 'readOnly', otherwise: boolean) =>
      typeof field?.[kind] === 'boolean' ? field[kind] : (row.flags.get(`${kind}:${key}`) ?? otherwise);
    const visible = flag('visible', true);
    const made = (field !== undefined && isSystemMade(field)) || field?.access === 'read';
    const view: CellView = {
      value: row.values.get(key) ?? null,
      raw: row.raw.get(key),
      visible,
      required: !made && flag('required', false),
      readOnly: made || flag('readOnly', false),
      problem: undefined,
      closed: field && closedOptions(row, field),
      outside: row.flags.get(`among:${key}`) === false,
    };
    const shown = this.showAll || row.touched.has(key) || row.refused.has(key);
    if (field && shown) view.problem = cellProblem(this, row, field, view);
    return view;
  }
}
