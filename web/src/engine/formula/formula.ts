import { Checker } from './check/checker';
import { type FormulaError, FormulaException, LimitExceeded } from './errors';
import { compile } from './evaluate/compile';
import { type Environment, Frame, type Node } from './evaluate/frame';
import { parse } from './syntax/parser';
import type { Schema, ValueType } from './value/types';
import type { FormulaRecord, FormulaValue } from './value/values';

/** A formula that has been read, checked and made ready to run; compile it once and keep it. */
export class Formula {
  private constructor(
    readonly text: string,
    readonly type: ValueType,
    /** The fields it reads, as full paths: `customer.level`, `lines.amount`; sorted. */
    readonly dependencies: readonly string[],
    private readonly node: Node,
  ) {}

  /** Compiles a formula, of a given type if there is one; throws FormulaException with all errors. */
  static compile(text: string, schema: Schema, expected?: ValueType): Formula {
    const errors: FormulaError[] = [];
    const formula = Formula.read(text, schema, expected, errors);
    if (formula === undefined || errors.length > 0) {
      throw new FormulaException(sorted(errors));
    }
    return formula;
  }

  /** All errors of a formula, in the order of their place; empty when it compiles. */
  static check(text: string, schema: Schema, expected?: ValueType): FormulaError[] {
    const errors: FormulaError[] = [];
    Formula.read(text, schema, expected, errors);
    return sorted(errors);
  }

  private static read(
    text: string,
    schema: Schema,
    expected: ValueType | undefined,
    errors: FormulaError[],
  ): Formula | undefined {
    const syntax = parse(text, errors);
    const checker = new Checker(schema, errors);
    const tree = syntax && checker.check(syntax, expected);
    return tree && new Formula(text, tree.type, [...checker.dependencies].sort(), compile(tree));
  }

  /** The result, or `null` for empty; throws FormulaException beyond a limit. */
  evaluate(values: FormulaRecord, environment: Environment): FormulaValue {
    try {
      return this.node(new Frame(values, environment));
    } catch (problem) {
      if (problem instanceof LimitExceeded) {
        const args = [String(problem.limit)];
        throw new FormulaException([{ code: problem.code, from: 0, to: this.text.length, args }]);
      }
      throw problem;
    }
  }

  /** The result of a condition; empty counts as false. */
  test(values: FormulaRecord, environment: Environment): boolean {
    return this.evaluate(values, environment) === true;
  }
}

function sorted(errors: readonly FormulaError[]): FormulaError[] {
  return [...errors].sort((a, b) => a.from - b.from || a.to - b.to);
}
