import { findField } from '../blueprint';
import type { FormState } from './form-state';
import { filledRows } from './payload';
import { HEAD } from './row';

interface Violation {
  message: string;
  field?: string;
  row?: number;
  column?: string;
}

/** Puts the server's refusals where they belong; answers those that have no place on the form. */
export function placeViolations(state: FormState, violations: readonly Violation[]): string[] {
  const homeless: string[] = [];
  for (const { message, field, row, column } of violations) {
    const target = field === undefined ? undefined : findField(state.form.fields, field);
    if (!target) {
      homeless.push(message);
      continue;
    }
    const line = target.type === 'lines' && row !== undefined ? filledRows(state, target.key)[row] : undefined;
    if (line && column !== undefined) state.refuse(line, column, message);
    else state.refuse(state.row(HEAD), target.key, message);
  }
  state.notify();
  return homeless;
}
