import type { FormulaError } from '../errors';
import { continuesName, isBlank, isBroken, isDigit, lookAlike, startsName } from './characters';
import type { Span } from './syntax';

export interface Token {
  readonly kind: 'number' | 'text' | 'name' | 'symbol' | 'end';
  /** As written; for a text literal, what it stands for. */
  readonly text: string;
  readonly span: Span;
}

const symbols = '+-*/^&=<>%(),.';
const longestNumber = 100;

/** Cuts a formula into tokens and collects every character that does not belong there. */
export function tokens(text: string, errors: FormulaError[]): Token[] {
  const found: Token[] = [];
  let at = 0;
  const char = (index: number) => text.charAt(index);
  const add = (kind: Token['kind'], value: string, from: number) =>
    found.push({ kind, text: value, span: { from, to: at } });
  const error = (code: string, from: number, to: number, ...args: string[]) => errors.push({ code, from, to, args });

  function number(): void {
    const from = at;
    while (at < text.length && (continuesName(char(at)) || char(at) === '.')) {
      at++;
    }
    const digits = text.slice(from, at);
    if (digits.length > longestNumber || !/^[0-9]+(\.[0-9]+)?$/.test(digits)) {
      error('malformed-number', from, at, digits);
    }
    add('number', digits, from);
  }

  function name(): void {
    const from = at;
    while (at < text.length && continuesName(char(at))) {
      at++;
    }
    add('name', text.slice(from, at), from);
  }

  function literal(): void {
    const from = at++;
    let value = '';
    while (at < text.length) {
      const c = char(at);
      if (c === '"' && char(at + 1) !== '"') {
        at++;
        add('text', value, from);
        return;
      }
      if (isBroken(text, at)) {
        error('unexpected-character', at, at + 1, code(c));
      }
      value += c;
      at += c === '"' ? 2 : 1;
    }
    error('unterminated-text', from, text.length);
    add('text', value, from);
  }

  function symbol(c: string): void {
    const from = at++;
    const next = char(at);
    if ((c === '<' && (next === '=' || next === '>')) || (c === '>' && next === '=')) {
      at++;
    }
    add('symbol', text.slice(from, at), from);
  }

  function stranger(c: string): void {
    const from = at;
    if (isBroken(text, at)) {
      at++;
      error('unexpected-character', from, at, code(c));
      return;
    }
    const meant = lookAlike(c);
    at += String.fromCodePoint(text.codePointAt(at) ?? 0).length;
    const written = text.slice(from, at);
    if (meant === undefined) {
      error('unexpected-character', from, at, written);
    } else {
      error('full-width-character', from, at, written, meant);
    }
  }

  while (at < text.length) {
    const c = char(at);
    if (isBlank(c)) {
      at++;
    } else if (isDigit(c)) {
      number();
    } else if (startsName(c)) {
      name();
    } else if (c === '"') {
      literal();
    } else if (symbols.includes(c)) {
      symbol(c);
    } else {
      stranger(c);
    }
  }
  add('end', '', text.length);
  return found;
}

function code(c: string): string {
  return `U+${c.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`;
}
