import { useEffect, useState } from 'react';
import { loadChoicesById, loadRecord, type StoredRecord } from '@/api/records';
import type { Blueprint, Form } from '@/engine/blueprint';
import { FormState } from '@/engine/form/form-state';
import { formulas } from '@/engine/formulas';
import { useWorkplace } from '../session';

const BATCH_MS = 10;

/** Collects what formulas ask for within a moment and fetches it form by form. */
class ReferenceLoader {
  private wanted = new Map<string, Set<string>>();
  private timer: ReturnType<typeof setTimeout> | undefined;
  state: FormState | undefined;

  ask(form: string, id: string): void {
    const ids = this.wanted.get(form) ?? new Set();
    ids.add(id);
    this.wanted.set(form, ids);
    this.timer ??= setTimeout(() => this.fetch(), BATCH_MS);
  }

  private fetch(): void {
    this.timer = undefined;
    const wanted = this.wanted;
    this.wanted = new Map();
    for (const [form, ids] of wanted) void this.fetchForm(form, [...ids]);
  }

  private async fetchForm(form: string, ids: string[]): Promise<void> {
    for (let from = 0; from < ids.length; from += 100) {
      const part = ids.slice(from, from + 100);
      // What cannot be seen stays unknown: formulas that need it are then decided by the server alone.
      const items = await loadChoicesById(form, part).then(
        (answer) => answer.items,
        () => [],
      );
      const missing = new Set(part);
      this.state?.provideAll(form, items);
      for (const item of items) missing.delete(item.id);
      for (const id of missing) {
        const record = await loadRecord(form, id).catch(() => undefined);
        if (record) this.state?.provideAll(form, [record]);
      }
    }
  }
}

export function createFormState(blueprint: Blueprint, form: Form, record?: StoredRecord): FormState {
  const loader = new ReferenceLoader();
  const state = new FormState(form, {
    forms: blueprint.forms,
    language: formulas,
    timeZone: blueprint.workspace.timeZone,
    askReference: (key, id) => loader.ask(key, id),
    ...(record ? { record } : {}),
  });
  loader.state = state;
  // Few forms propose: what they need comes after they are opened.
  void import('./proposals').then(({ follow }) => follow(state));
  return state;
}

/** The state of a form for as long as it is open; a new `edition` starts it anew. */
export function useFormState(form: Form, record: StoredRecord | undefined, edition = 0): FormState {
  const { blueprint } = useWorkplace();
  const [held, setHeld] = useState(() => ({ edition, state: createFormState(blueprint, form, record) }));
  useEffect(() => {
    if (held.edition !== edition) setHeld({ edition, state: createFormState(blueprint, form, record) });
  }, [edition, held, blueprint, form, record]);
  return held.state;
}
