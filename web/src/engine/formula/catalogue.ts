import entries from './catalogue.json' with { type: 'json' };
import { type Signature, signature } from './check/signature';

/** A function or operator, as the server's catalogue describes it; the editor shows the texts. */
export interface FunctionEntry {
  readonly name: string;
  readonly group: string;
  readonly signatures: readonly Signature[];
  readonly evaluators: readonly string[];
  readonly en: string;
  readonly zh: string;
  readonly examples: readonly { readonly formula: string; readonly result: string }[];
}

/** Every function and operator, in the order of the reference. */
export const catalogue: readonly FunctionEntry[] = entries.map((entry) => ({
  ...entry,
  signatures: entry.signatures.map(signature),
}));

const byName = new Map(catalogue.map((entry) => [entry.name, entry]));

export function findFunction(name: string): FunctionEntry | undefined {
  return byName.get(name);
}

export function requiredFunction(name: string): FunctionEntry {
  const entry = byName.get(name);
  if (entry === undefined) {
    throw new Error(`No function ${name}`);
  }
  return entry;
}

export function isOperator(entry: FunctionEntry): boolean {
  return entry.group === 'OPERATOR';
}
