import type { FormulaError } from '../errors';
import { limits } from '../limits';
import { type Token, tokens } from './lexer';
import { Operands } from './operands';
import { type CallSyntax, negate, plus, type Span, type Syntax, spanning } from './syntax';
import { isWord, SyntaxProblem, TokenReader } from './tokenReader';

const comparisons = ['=', '<>', '<', '<=', '>', '>='];

/** The tree of a formula, or nothing after adding what is wrong to `errors`. */
export function parse(text: string, errors: FormulaError[]): Syntax | undefined {
  if (text.length > limits.formulaLength) {
    errors.push({ code: 'formula-too-long', from: 0, to: text.length, args: [String(limits.formulaLength)] });
    return undefined;
  }
  const lexical: FormulaError[] = [];
  const all = tokens(text, lexical);
  errors.push(...lexical);
  if (all.length === 1 && lexical.length === 0) {
    errors.push({ code: 'empty-formula', from: 0, to: text.length, args: [] });
  }
  if (errors.length > 0) {
    return undefined;
  }
  try {
    return new Parser(all).whole();
  } catch (problem) {
    if (problem instanceof SyntaxProblem) {
      errors.push(problem.error);
      return undefined;
    }
    throw problem;
  }
}

/** From loose to tight: or, and, comparison, &, + -, * /, ^, %, sign. */
class Parser {
  private readonly reader: TokenReader;
  private readonly operands: Operands;
  private depth = 0;

  constructor(all: readonly Token[]) {
    this.reader = new TokenReader(all);
    this.operands = new Operands(this.reader, () => this.expression());
  }

  whole(): Syntax {
    const tree = this.expression();
    if (this.reader.peek().kind !== 'end') {
      throw this.reader.unexpected();
    }
    if (height(tree) > limits.formulaDepth) {
      throw tooDeep(tree.span);
    }
    return tree;
  }

  private expression(): Syntax {
    this.enter();
    let left = this.conjunction();
    while (isWord(this.reader.peek(), 'OR')) {
      left = binary('or', this.reader.next().span, left, this.conjunction());
    }
    this.depth--;
    return left;
  }

  private enter(): void {
    if (++this.depth > limits.formulaDepth) {
      throw tooDeep(this.reader.peek().span);
    }
  }

  private conjunction(): Syntax {
    let left = this.comparison();
    while (isWord(this.reader.peek(), 'AND')) {
      left = binary('and', this.reader.next().span, left, this.comparison());
    }
    return left;
  }

  private comparison(): Syntax {
    const left = this.concatenation();
    if (!this.reader.peekSymbol(comparisons)) {
      return left;
    }
    const operator = this.reader.next();
    const result = binary(operator.text, operator.span, left, this.concatenation());
    if (this.reader.peekSymbol(comparisons)) {
      throw new SyntaxProblem('chained-comparison', this.reader.peek().span);
    }
    return result;
  }

  private concatenation(): Syntax {
    return this.leftToRight(['&'], () => this.sum());
  }

  private sum(): Syntax {
    return this.leftToRight(['+', '-'], () => this.product());
  }

  private product(): Syntax {
    return this.leftToRight(['*', '/'], () => this.power());
  }

  private power(): Syntax {
    return this.leftToRight(['^'], () => this.percent());
  }

  private leftToRight(operators: readonly string[], operand: () => Syntax): Syntax {
    let left = operand();
    while (this.reader.peekSymbol(operators)) {
      const operator = this.reader.next();
      left = binary(operator.text, operator.span, left, operand());
    }
    return left;
  }

  private percent(): Syntax {
    let operand = this.sign();
    while (this.reader.peekSymbol(['%'])) {
      const span = this.reader.next().span;
      operand = call('%', span, [operand], spanning(operand.span, span));
    }
    return operand;
  }

  private sign(): Syntax {
    const token = this.reader.peek();
    if (!this.reader.peekSymbol(['-', '+'])) {
      return this.operands.operand();
    }
    this.enter();
    this.reader.next();
    const operand = this.sign();
    this.depth--;
    return call(token.text === '-' ? negate : plus, token.span, [operand], spanning(token.span, operand.span));
  }
}

function height(tree: Syntax): number {
  return tree.kind === 'call' ? 1 + Math.max(0, ...tree.args.map(height)) : 1;
}

function tooDeep(span: Span): SyntaxProblem {
  return new SyntaxProblem('too-deep', span, String(limits.formulaDepth));
}

function binary(name: string, span: Span, left: Syntax, right: Syntax): CallSyntax {
  return call(name, span, [left, right], spanning(left.span, right.span));
}

function call(name: string, nameSpan: Span, args: readonly Syntax[], span: Span): CallSyntax {
  return { kind: 'call', name: { text: name, span: nameSpan }, args, span };
}
