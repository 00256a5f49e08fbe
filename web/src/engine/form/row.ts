import type { Value } from '../values';
import type { Problem } from './problems';

/** The head of a record, or one of its lines. */
export interface Row {
  /** Stable while the form is open; the head's is empty. */
  readonly uid: string;
  /** The lines field this row belongs to; empty for the head. */
  readonly scope: string;
  /** Id of a stored line. */
  readonly id: string | undefined;
  readonly values: Map<string, Value>;
  /** Values as formulas see them, for as long as they stay the same. */
  readonly read: Map<string, { value: Value | undefined; result: unknown }>;
  /** Text that could not be read as a value of its field. */
  readonly raw: Map<string, string>;
  /** Decided conditions, `visible:contact` and the like; what is absent keeps its default. */
  readonly flags: Map<string, boolean>;
  /** Keys of the validations that do not hold. */
  readonly failures: Set<string>;
  /** What the server said about a field; forgotten as soon as the field changes. */
  readonly refused: Map<string, string>;
  /** Fields whose value a person typed or picked. */
  readonly touched: Set<string>;
  /** Values that were copied from a reference and not touched since. */
  readonly copied: Map<string, Value>;
}

export function newRow(scope: string, uid: string, id?: string): Row {
  return {
    uid,
    scope,
    id,
    values: new Map(),
    read: new Map(),
    raw: new Map(),
    flags: new Map(),
    failures: new Set(),
    refused: new Map(),
    touched: new Set(),
    copied: new Map(),
  };
}

/** What one field of one row shows. A new object whenever something of it changed. */
export interface CellView {
  value: Value;
  raw: string | undefined;
  visible: boolean;
  required: boolean;
  readOnly: boolean;
  problem: Problem | undefined;
  /** Options that a formula does not let one choose. */
  closed?: ReadonlySet<string> | undefined;
  /** The record it refers to may not be chosen here. */
  outside?: boolean;
}

/** The flag that says whether an option may be chosen. */
export function optionFlag(field: string, option: string): string {
  return `option:${field}/${option}`;
}

export const HEAD = '';

export function cellKey(uid: string, field: string): string {
  return `${uid}/${field}`;
}

/** Under what listeners hear that line items came, went or changed places. */
export function rowsKey(lines: string): string {
  return `rows:${lines}`;
}
