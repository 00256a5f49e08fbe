import type { Span } from '../syntax/syntax';
import { isRecordType, type ListType, type ValueType } from '../value/types';
import type { FormulaValue } from '../value/values';

/** A checked formula: every name resolved, every operator a function, every default filled in. */
export type Typed = Constant | Read | Each | Call;

export interface Constant {
  readonly kind: 'constant';
  readonly value: FormulaValue;
  readonly type: ValueType;
  readonly span: Span;
}

/** A field of the record, or of the current entry of the surrounding list; no path is the entry. */
export interface Read {
  readonly kind: 'read';
  readonly scope: 'root' | 'entry';
  readonly path: readonly string[];
  readonly type: ValueType;
  readonly span: Span;
}

/** The list that comes from working out `body` for each entry of the list at `source`. */
export interface Each {
  readonly kind: 'each';
  readonly source: readonly string[];
  readonly body: Typed;
  readonly type: ListType;
  readonly span: Span;
}

export interface Call {
  readonly kind: 'call';
  readonly name: string;
  readonly args: readonly Typed[];
  readonly type: ValueType;
  readonly span: Span;
}

export function each(source: readonly string[], body: Typed, span: Span): Each {
  return { kind: 'each', source, body, type: { list: body.type }, span };
}

export function emptyConstant(type: ValueType, span: Span): Constant {
  return { kind: 'constant', value: null, type, span };
}

/** Whether this is a list field as it stands, rather than something made from its entries. */
export function isWholeField(tree: Typed): tree is Each {
  return tree.kind === 'each' && tree.body.kind === 'read' && tree.body.path.length === 0;
}

/** Steps put in where a value of a neighbouring type is given. */
export function idOf(tree: Typed): Typed {
  return { kind: 'call', name: '#id', args: [tree], type: 'text', span: tree.span };
}

export function dateOfMoment(tree: Typed): Typed {
  return { kind: 'call', name: '#date', args: [tree], type: 'date', span: tree.span };
}

export function isRecordTree(tree: Typed): boolean {
  return isRecordType(tree.type);
}
