import { type ApiProblem, isProblem } from '@/api/problem';
import { changeRecord, type StoredRecord } from '@/api/records';
import { type Payload, written } from '@/engine/form/payload';
import type { EditedCell, SaveOutcome } from '@/engine/grid/edits';
import { sameValue, type Value, type Values } from '@/engine/values';

interface Change {
  form: string;
  id: string;
  rev: number;
  values: Values;
  /** What the cells held when they were changed. */
  cells: ReadonlyMap<string, EditedCell> | undefined;
}

/** Saves cells of one record and says what came of it; it never throws. */
export async function saveCells(
  { form, id, rev, values, cells }: Change,
  errorText: (error: unknown) => string,
): Promise<SaveOutcome<StoredRecord>> {
  const payload: Payload = {};
  for (const [key, value] of Object.entries(values)) payload[key] = written(value);
  try {
    return { kind: 'saved', record: await changeRecord(form, id, rev, payload) };
  } catch (error) {
    if (isProblem(error, 'conflict') && error.body.rev !== undefined) return conflict(error, error.body.rev, cells);
    if (isProblem(error) && (error.status === 404 || isProblem(error, 'deleted'))) {
      return { kind: 'gone', message: errorText(error) };
    }
    if (isProblem(error) && error.violations.length > 0) return refusal(error);
    return { kind: 'refused', fields: {}, message: errorText(error) };
  }
}

/** Only where the other person wrote into the same cell there is something to choose. */
function conflict(
  error: ApiProblem,
  rev: number,
  cells: ReadonlyMap<string, EditedCell> | undefined,
): SaveOutcome<StoredRecord> {
  const theirs: Values = {};
  for (const each of error.body.conflicts ?? []) {
    const value = each.theirs as Value;
    const cell = cells?.get(each.field);
    if (cell && !sameValue(value, cell.before)) theirs[each.field] = value;
  }
  return { kind: 'conflict', rev, theirs };
}

function refusal(error: ApiProblem): SaveOutcome<StoredRecord> {
  const fields: Record<string, string> = {};
  const homeless: string[] = [];
  for (const { field, message } of error.violations) {
    if (field === undefined) homeless.push(message);
    else fields[field] = fields[field] === undefined ? message : `${fields[field]} ${message}`;
  }
  const [first] = Object.values(fields);
  return { kind: 'refused', fields, message: homeless[0] ?? first ?? error.body.detail ?? error.body.title };
}
