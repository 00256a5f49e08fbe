import { literalNumber } from '../value/numbers';
import type { Token } from './lexer';
import { type Literal, type Name, type Syntax, spanning } from './syntax';
import { isWord, SyntaxProblem, type TokenReader } from './tokenReader';

/** Reads what stands between operators: constants, fields, calls and parentheses. */
export class Operands {
  constructor(
    private readonly reader: TokenReader,
    private readonly expression: () => Syntax,
  ) {}

  operand(): Syntax {
    const token = this.reader.peek();
    switch (token.kind) {
      case 'number':
        return literal(literalNumber(token.text), 'number', this.reader.next());
      case 'text':
        this.reader.next();
        return token.text === '' ? literal(null, 'empty', token) : literal(token.text, 'text', token);
      case 'name':
        return this.name(token);
      case 'symbol':
        return this.parenthesis(token);
      case 'end':
        throw this.reader.unexpected();
    }
  }

  private parenthesis(open: Token): Syntax {
    if (!this.reader.skip('(')) {
      throw this.reader.unexpected();
    }
    const inside = this.expression();
    this.close(open);
    return inside;
  }

  private close(open: Token): Token {
    const token = this.reader.peek();
    if (token.kind === 'end') {
      throw new SyntaxProblem('missing-parenthesis', open.span);
    }
    if (!this.reader.peekSymbol([')'])) {
      throw this.reader.unexpected();
    }
    return this.reader.next();
  }

  private name(token: Token): Syntax {
    const second = this.reader.peekSecond();
    if (second.kind === 'symbol' && second.text === '(') {
      return this.call(this.reader.next());
    }
    if (isWord(token, 'TRUE') || isWord(token, 'FALSE')) {
      return literal(isWord(token, 'TRUE'), 'boolean', this.reader.next());
    }
    if (isWord(token, 'EMPTY')) {
      return literal(null, 'empty', this.reader.next());
    }
    if (isWord(token, 'AND') || isWord(token, 'OR')) {
      throw this.reader.unexpected();
    }
    return this.field();
  }

  private field(): Syntax {
    const names: Name[] = [];
    do {
      if (this.reader.peek().kind !== 'name') {
        throw this.reader.unexpected();
      }
      const name = this.reader.next();
      names.push({ text: name.text, span: name.span });
    } while (this.reader.skip('.'));
    const first = names[0]?.span ?? { from: 0, to: 0 };
    return { kind: 'field', names, span: spanning(first, names[names.length - 1]?.span ?? first) };
  }

  private call(name: Token): Syntax {
    const open = this.reader.next();
    const args: Syntax[] = [];
    if (!this.reader.peekSymbol([')'])) {
      do {
        if (this.reader.peek().kind === 'end') {
          throw new SyntaxProblem('missing-parenthesis', open.span);
        }
        args.push(this.expression());
      } while (this.reader.skip(','));
    }
    const end = this.close(open);
    return {
      kind: 'call',
      name: { text: name.text.toUpperCase(), span: name.span },
      args,
      span: spanning(name.span, end.span),
    };
  }
}

function literal(value: Literal['value'], type: Literal['type'], token: Token): Literal {
  return { kind: 'literal', value, type, span: token.span };
}
