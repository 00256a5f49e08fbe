import type { Field } from '../blueprint';
import type { Clock, FormulaLanguage } from '../formulas';
import { isEmpty, isReference, sameValue, type Value } from '../values';
import type { Calculation, FormGraph } from './graph';
import type { FormRecords } from './records';
import { UnknownReference } from './references';
import { HEAD, optionFlag, type Row } from './row';

interface CalculatorHost {
  readonly head: Row;
  rows(lines: string): readonly Row[];
  /** Whether defaults apply to this row: it is not stored yet. */
  isNew(row: Row): boolean;
  changed(row: Row, field: string): void;
}

/** Runs again what a change touches and nothing else, each formula after those it reads. */
export class Calculator {
  private readonly pending: (Set<Row> | undefined)[] = [];
  private readonly waiting = new Map<string, Set<[Calculation, Row]>>();

  constructor(
    private readonly graph: FormGraph,
    private readonly records: FormRecords,
    private readonly language: FormulaLanguage,
    private readonly clock: () => Clock,
    private readonly host: CalculatorHost,
  ) {}

  /** The value of a field changed: its readers must run. */
  changed(row: Row, key: string): void {
    for (const { calculation, rows } of this.graph.dependents(row.scope, key)) {
      if (rows === 'same') this.enqueue(calculation, row);
      else if (rows === 'head') this.enqueue(calculation, this.host.head);
      else for (const each of this.host.rows(calculation.scope)) this.enqueue(calculation, each);
    }
  }

  /** A row appeared, or all of it is to be decided anew. */
  wholeRow(row: Row): void {
    for (const calculation of this.graph.calculations) {
      if (calculation.scope === row.scope) this.enqueue(calculation, row);
    }
  }

  /** Lines were added or removed: whoever reads any of their columns must run. */
  rowsChanged(lines: string, columns: readonly Field[]): void {
    for (const key of [lines, ...columns.map((column) => column.key)]) {
      const scope = key === lines ? HEAD : lines;
      for (const { calculation, rows } of this.graph.dependents(scope, key)) {
        if (calculation.scope === HEAD || rows === 'all') {
          if (calculation.scope === HEAD) this.enqueue(calculation, this.host.head);
          else for (const each of this.host.rows(calculation.scope)) this.enqueue(calculation, each);
        }
      }
    }
  }

  /** The values of a referenced record arrived. */
  referenceArrived(form: string, id: string): void {
    const key = `${form}/${id}`;
    const held = this.waiting.get(key);
    this.waiting.delete(key);
    for (const [calculation, row] of held ?? []) this.enqueue(calculation, row);
  }

  run(): void {
    for (const calculation of this.graph.calculations) {
      const rows = this.pending[calculation.index];
      if (!rows) continue;
      this.pending[calculation.index] = undefined;
      for (const row of rows) this.evaluate(calculation, row);
    }
  }

  private enqueue(calculation: Calculation, row: Row): void {
    const rows = this.pending[calculation.index];
    if (rows) rows.add(row);
    else this.pending[calculation.index] = new Set([row]);
  }

  private evaluate(calculation: Calculation, row: Row): void {
    if (calculation.kind === 'default' && !this.mayDefault(calculation, row)) return;
    let result: unknown;
    try {
      result = this.result(calculation, row);
    } catch (error) {
      if (error instanceof UnknownReference) {
        this.wait(calculation, row, error);
        // What was said of the record before says nothing of this one.
        if (calculation.kind === 'among') this.apply(calculation, row, true);
      }
      return;
    }
    this.apply(calculation, row, result);
  }

  private result({ kind, key, field, formula }: Calculation, row: Row): unknown {
    if (kind !== 'among' || field?.type !== 'reference') return formula.evaluate(this.records.of(row), this.clock());
    const chosen = row.values.get(key);
    if (!isReference(chosen)) return true;
    return formula.evaluate(this.records.choosing(row, field, chosen), this.clock());
  }

  private mayDefault({ key }: Calculation, row: Row): boolean {
    return this.host.isNew(row) && !row.touched.has(key) && !row.copied.has(key);
  }

  private wait(calculation: Calculation, row: Row, missing: UnknownReference): void {
    const key = `${missing.form}/${missing.id}`;
    const held = this.waiting.get(key) ?? new Set();
    held.add([calculation, row]);
    this.waiting.set(key, held);
  }

  private apply({ kind, key, field, validation, option }: Calculation, row: Row, result: unknown): void {
    if (kind === 'value' || kind === 'default') {
      if (field) this.store(row, key, this.language.toWire(result, field), kind === 'default');
    } else if (kind === 'validation') {
      const decided = (validation?.fields ?? []).every((each) => !isEmpty(row.values.get(each)));
      // Empty does not hold, here as on the server.
      const failed = result !== true && decided;
      if (failed === row.failures.has(key)) return;
      if (failed) row.failures.add(key);
      else row.failures.delete(key);
      for (const each of validation?.fields ?? ['']) this.host.changed(row, each);
    } else {
      const flag = option === undefined ? `${kind}:${key}` : optionFlag(key, option);
      const holds = result === true;
      if (row.flags.get(flag) === holds) return;
      row.flags.set(flag, holds);
      this.host.changed(row, key);
    }
  }

  private store(row: Row, key: string, value: Value, isDefault: boolean): void {
    const before = row.values.get(key);
    if (sameValue(before, value) || (isDefault && isEmpty(value) && isEmpty(before))) return;
    row.values.set(key, value);
    this.host.changed(row, key);
    this.changed(row, key);
  }
}
