import type { FormulaError } from '../errors';
import type { Token } from './lexer';
import type { Span } from './syntax';

/** Leaves the parser at the first token that does not fit. */
export class SyntaxProblem extends Error {
  readonly error: FormulaError;

  constructor(code: string, span: Span, ...args: string[]) {
    super(code);
    this.error = { code, from: span.from, to: span.to, args };
  }
}

/** Whether a token is the given word of the language, in any case. */
export function isWord(token: Token, word: string): boolean {
  return token.kind === 'name' && token.text.toUpperCase() === word;
}

/** Walks over the tokens of a formula. */
export class TokenReader {
  private at = 0;
  private readonly end: Token;

  constructor(private readonly all: readonly Token[]) {
    this.end = all[all.length - 1] ?? { kind: 'end', text: '', span: { from: 0, to: 0 } };
  }

  peek(): Token {
    return this.all[this.at] ?? this.end;
  }

  peekSecond(): Token {
    return this.all[this.at + 1] ?? this.end;
  }

  next(): Token {
    const token = this.peek();
    if (token.kind !== 'end') {
      this.at++;
    }
    return token;
  }

  peekSymbol(symbols: readonly string[]): boolean {
    return this.peek().kind === 'symbol' && symbols.includes(this.peek().text);
  }

  skip(symbol: string): boolean {
    if (this.peekSymbol([symbol])) {
      this.at++;
      return true;
    }
    return false;
  }

  unexpected(): SyntaxProblem {
    const token = this.peek();
    return token.kind === 'end'
      ? new SyntaxProblem('unexpected-end', token.span)
      : new SyntaxProblem('unexpected-token', token.span, token.text);
  }
}
