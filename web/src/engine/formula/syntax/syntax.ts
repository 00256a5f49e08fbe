import type { Decimal } from 'decimal.js';

/** A place in the formula's text, in UTF-16 units; `to` is exclusive. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

export interface Name {
  readonly text: string;
  readonly span: Span;
}

/** A formula as it was written. Operators are calls whose name is the operator. */
export type Syntax = Literal | Field | CallSyntax;

export interface Literal {
  readonly kind: 'literal';
  readonly value: Decimal | string | boolean | null;
  readonly type: 'number' | 'text' | 'boolean' | 'empty';
  readonly span: Span;
}

export interface Field {
  readonly kind: 'field';
  readonly names: readonly Name[];
  readonly span: Span;
}

export interface CallSyntax {
  readonly kind: 'call';
  readonly name: Name;
  readonly args: readonly Syntax[];
  readonly span: Span;
}

/** The minus and the plus before one operand. */
export const negate = '-x';
export const plus = '+x';

export function spanning(from: Span, to: Span): Span {
  return { from: from.from, to: to.to };
}
