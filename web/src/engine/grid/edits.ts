import { sameValue, type Value, type Values } from '../values';
import type { CellEdit } from './plan';

/** Where a cell stands that was changed here and is not, or not yet, what is stored. */
export interface EditedCell {
  value: Value;
  /** What was there when it was changed. */
  before: Value;
  state: 'saving' | 'refused' | 'conflict';
  /** Why it was refused, in words. */
  message?: string;
  /** What somebody else wrote meanwhile. */
  theirs?: Value;
}

/** How saving some fields of a record ended. */
export type SaveOutcome<R> =
  | { kind: 'saved'; record: R }
  /** Somebody changed the record meanwhile; `theirs` names what they wrote into the same fields. */
  | { kind: 'conflict'; rev: number; theirs: Values }
  | { kind: 'refused'; fields: Record<string, string>; message: string }
  | { kind: 'gone'; message: string };

export interface EditBookOptions<R> {
  /** `rev` is the revision the change is based on; undefined for the one the list knows now. */
  save: (id: string, values: Values, rev: number | undefined) => Promise<SaveOutcome<R>>;
  saved: (record: R) => void;
  /** The record is out of reach: deleted, or no longer seen. */
  gone: (id: string, lost: readonly EditedCell[], message: string) => void;
  /** How many records are saved at the same time. */
  width?: number;
}

const WIDTH = 6;

/**
 * The changes of a list on their way to the server: shown at once, saved record by record, one request per record at a
 * time. What is refused stays in its cell with the reason until it is mended or taken back.
 */
export class EditBook<R> {
  private readonly cells = new Map<string, ReadonlyMap<string, EditedCell>>();
  private readonly waiting = new Map<string, Set<string>>();
  private readonly bases = new Map<string, number>();
  private readonly running = new Set<string>();
  private readonly listeners = new Set<() => void>();
  private total = 0;
  private finished = 0;
  private told = false;
  /** Counts every change, so that a page knows when to look again. */
  version = 0;

  constructor(private readonly options: EditBookOptions<R>) {}

  /** The changed cells of a record; the same object for as long as nothing changes in it. */
  of(id: string): ReadonlyMap<string, EditedCell> | undefined {
    return this.cells.get(id);
  }

  get saving(): number {
    return this.waiting.size + this.running.size;
  }

  /** Of the records that are being saved together: how many are done. */
  get progress(): { done: number; total: number } {
    return { done: this.finished, total: this.total };
  }

  /** Cells that were refused or met another person's change. */
  get troubled(): { id: string; field: string; cell: EditedCell }[] {
    const found: { id: string; field: string; cell: EditedCell }[] = [];
    for (const [id, fields] of this.cells) {
      for (const [field, cell] of fields) if (cell.state !== 'saving') found.push({ id, field, cell });
    }
    return found;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** @param rev the revision the person saw when they began to type, where that is known */
  put(edits: readonly CellEdit[], rev?: number): void {
    for (const { id, field, before, after } of edits) {
      this.change(id, field, { value: after, before, state: 'saving' });
      const fields = this.waiting.get(id) ?? new Set();
      if (fields.size === 0) this.total += 1;
      fields.add(field);
      this.waiting.set(id, fields);
      if (rev !== undefined && !this.bases.has(id)) this.bases.set(id, rev);
    }
    this.tell();
    this.pump();
  }

  /** Keeps in its cell what can be no value of it, with the reason; nothing is sent. */
  refuse({ id, field, before, after }: CellEdit, message: string): void {
    this.change(id, field, { value: after, before, state: 'refused', message });
    this.tell();
  }

  /** Takes a change back that was not saved. */
  drop(id: string, field: string): void {
    if (this.cells.get(id)?.get(field)?.state === 'saving') return;
    this.change(id, field, undefined);
    this.tell();
  }

  /** Ends a conflict: the other's value stays, or this one is saved over it. */
  resolve(id: string, field: string, keep: 'mine' | 'theirs'): void {
    const cell = this.cells.get(id)?.get(field);
    if (cell?.state !== 'conflict') return;
    if (keep === 'theirs') this.drop(id, field);
    else this.put([{ id, field, before: cell.theirs ?? null, after: cell.value }]);
  }

  private change(id: string, field: string, cell: EditedCell | undefined): void {
    const fields = new Map(this.cells.get(id));
    if (cell) fields.set(field, cell);
    else fields.delete(field);
    if (fields.size === 0) this.cells.delete(id);
    else this.cells.set(id, fields);
  }

  private pump(): void {
    for (const [id, fields] of this.waiting) {
      if (this.running.size >= (this.options.width ?? WIDTH)) return;
      if (this.running.has(id)) continue;
      this.waiting.delete(id);
      this.running.add(id);
      void this.send(id, fields);
    }
  }

  private async send(id: string, fields: ReadonlySet<string>): Promise<void> {
    const values: Values = {};
    for (const field of fields) {
      const cell = this.cells.get(id)?.get(field);
      if (cell) values[field] = cell.value;
    }
    const base = this.bases.get(id);
    this.bases.delete(id);
    const outcome = await this.options.save(id, values, base);
    this.running.delete(id);
    this.finished += 1;
    this.take(id, values, outcome);
    if (this.saving === 0) {
      this.total = 0;
      this.finished = 0;
    }
    this.tell();
    this.pump();
  }

  private take(id: string, values: Values, outcome: SaveOutcome<R>): void {
    switch (outcome.kind) {
      case 'saved':
        this.options.saved(outcome.record);
        for (const field of Object.keys(values)) this.settle(id, field, values[field] ?? null);
        return;
      case 'gone': {
        const lost = [...(this.cells.get(id)?.values() ?? [])];
        this.cells.delete(id);
        this.waiting.delete(id);
        this.options.gone(id, lost, outcome.message);
        return;
      }
      case 'refused':
        this.refused(id, values, outcome);
        return;
      case 'conflict':
        this.meet(id, values, outcome);
    }
  }

  /** A cell that was changed again while it was saved waits for its next turn. */
  private settle(id: string, field: string, sent: Value): void {
    const cell = this.cells.get(id)?.get(field);
    if (cell && sameValue(cell.value, sent) && !this.waiting.get(id)?.has(field)) this.change(id, field, undefined);
  }

  private refused(id: string, values: Values, outcome: { fields: Record<string, string>; message: string }): void {
    const blamed = Object.keys(values).filter((field) => outcome.fields[field] !== undefined);
    for (const field of Object.keys(values)) {
      const cell = this.cells.get(id)?.get(field);
      if (!cell) continue;
      if (blamed.length > 0 && !blamed.includes(field)) {
        // Only its neighbour was wrong: this one is tried again without it.
        this.again(id, field);
        continue;
      }
      this.change(id, field, { ...cell, state: 'refused', message: outcome.fields[field] ?? outcome.message });
    }
  }

  private meet(id: string, values: Values, outcome: { rev: number; theirs: Values }): void {
    for (const field of Object.keys(values)) {
      const cell = this.cells.get(id)?.get(field);
      if (!cell) continue;
      if (field in outcome.theirs && !sameValue(outcome.theirs[field], cell.value)) {
        this.change(id, field, { ...cell, state: 'conflict', theirs: outcome.theirs[field] ?? null });
      } else this.again(id, field);
    }
    this.bases.set(id, outcome.rev);
  }

  private again(id: string, field: string): void {
    const fields = this.waiting.get(id) ?? new Set();
    if (fields.size === 0) this.total += 1;
    fields.add(field);
    this.waiting.set(id, fields);
  }

  /** Many records that end together are told of once. */
  private tell(): void {
    this.version += 1;
    if (this.told) return;
    this.told = true;
    queueMicrotask(() => {
      this.told = false;
      for (const listener of this.listeners) listener();
    });
  }
}
