import type { CellEdit } from './plan';

/** What one action of a person did to a list. */
export interface GridStep {
  edits: readonly CellEdit[];
  /** Records that came with it. */
  created: readonly string[];
}

const LIMIT = 100;

/** What can be undone in a grid, the latest last. */
export class GridHistory {
  private done: GridStep[] = [];
  private undone: GridStep[] = [];

  push(step: GridStep): void {
    if (step.edits.length === 0 && step.created.length === 0) return;
    this.undone = [];
    this.done.push(step);
    if (this.done.length > LIMIT) this.done.shift();
  }

  /** Takes the latest step; the caller writes its `before` values. */
  undo(): GridStep | undefined {
    const step = this.done.pop();
    if (step) this.undone.push(step);
    return step;
  }

  redo(): GridStep | undefined {
    const step = this.undone.pop();
    if (step) this.done.push(step);
    return step;
  }

  get canUndo(): boolean {
    return this.done.length > 0;
  }

  get canRedo(): boolean {
    return this.undone.length > 0;
  }
}
