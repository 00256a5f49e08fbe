import { type FormulaError, FormulaException } from './errors';
import type { Environment } from './evaluate/frame';
import { Formula } from './formula';
import { plainText } from './value/plain';
import { isRecordType, type Schema } from './value/types';
import type { FormulaRecord } from './value/values';

/** A stretch of text or a formula, and where it starts. */
type Piece = { readonly literal: string } | { readonly formula: string; readonly from: number };

/** Text with formulas in braces: `您的订单{order_no}已付款成功`; a doubled brace stands for itself. */
export class Template {
  private constructor(
    readonly text: string,
    private readonly parts: readonly (string | Formula)[],
  ) {}

  /** Compiles a template; throws FormulaException with places in the whole template. */
  static compile(text: string, schema: Schema): Template {
    const errors: FormulaError[] = [];
    const parts = read(text, schema, errors);
    if (errors.length > 0) {
      throw new FormulaException(errors);
    }
    return new Template(text, parts);
  }

  /** All errors of a template; empty when it compiles. */
  static check(text: string, schema: Schema): FormulaError[] {
    const errors: FormulaError[] = [];
    read(text, schema, errors);
    return errors;
  }

  get dependencies(): readonly string[] {
    const all = this.parts.flatMap((part) => (typeof part === 'string' ? [] : part.dependencies));
    return [...new Set(all)].sort();
  }

  /** The text with each formula's result in its place; an empty result leaves nothing. */
  render(values: FormulaRecord, environment: Environment): string {
    return this.parts
      .map((part) =>
        typeof part === 'string' ? part : plainText(part.evaluate(values, environment), environment.zone),
      )
      .join('');
  }
}

function read(text: string, schema: Schema, errors: FormulaError[]): (string | Formula)[] {
  const parts: (string | Formula)[] = [];
  for (const piece of pieces(text, errors)) {
    if ('literal' in piece) {
      parts.push(piece.literal);
      continue;
    }
    const found = Formula.check(piece.formula, schema);
    errors.push(...found.map((error) => ({ ...error, from: error.from + piece.from, to: error.to + piece.from })));
    if (found.length === 0) {
      const formula = Formula.compile(piece.formula, schema);
      parts.push(isRecordType(formula.type) ? Formula.compile(piece.formula, schema, 'text') : formula);
    }
  }
  return parts;
}

/** Cuts at braces; braces inside a formula's quoted texts do not count. */
function pieces(text: string, errors: FormulaError[]): Piece[] {
  const found: Piece[] = [];
  let literal = '';
  let at = 0;
  while (at < text.length) {
    const c = text.charAt(at);
    if ((c === '{' || c === '}') && text.charAt(at + 1) === c) {
      literal += c;
      at += 2;
    } else if (c === '{') {
      const close = closing(text, at + 1);
      if (close < 0) {
        errors.push({ code: 'unclosed-brace', from: at, to: at + 1, args: [] });
        break;
      }
      found.push({ literal }, { formula: text.slice(at + 1, close), from: at + 1 });
      literal = '';
      at = close + 1;
    } else {
      if (c === '}') {
        errors.push({ code: 'stray-brace', from: at, to: at + 1, args: [] });
      }
      literal += c;
      at++;
    }
  }
  return [...found, { literal }];
}

function closing(text: string, from: number): number {
  let quoted = false;
  for (let at = from; at < text.length; at++) {
    if (text.charAt(at) === '"') {
      quoted = !quoted;
    } else if (text.charAt(at) === '}' && !quoted) {
      return at;
    }
  }
  return -1;
}
