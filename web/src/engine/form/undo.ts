import type { Value } from '../values';
import type { Row } from './row';

interface CellChange {
  row: Row;
  field: string;
  before: { value: Value; raw: string | undefined; touched: boolean };
  after: { value: Value; raw: string | undefined; touched: boolean };
}

interface RowsChange {
  lines: string;
  before: readonly Row[];
  after: readonly Row[];
}

/** What one action of the person changed. */
export interface Step {
  /** Typing on in the same cell joins the step before it. */
  merge: string | undefined;
  cells: CellChange[];
  rows: RowsChange[];
}

const LIMIT = 200;

export class UndoStack {
  private readonly done: Step[] = [];
  private undone: Step[] = [];

  push(step: Step): void {
    if (step.cells.length === 0 && step.rows.length === 0) return;
    this.undone = [];
    const last = this.done.at(-1);
    if (last && step.merge !== undefined && last.merge === step.merge && step.rows.length === 0) {
      for (const change of step.cells) {
        const earlier = last.cells.find((each) => each.row === change.row && each.field === change.field);
        if (earlier) earlier.after = change.after;
        else last.cells.push(change);
      }
      return;
    }
    this.done.push(step);
    if (this.done.length > LIMIT) this.done.shift();
  }

  undo(): Step | undefined {
    const step = this.done.pop();
    if (step) this.undone.push(step);
    return step;
  }

  redo(): Step | undefined {
    const step = this.undone.pop();
    if (step) this.done.push(step);
    return step;
  }
}
