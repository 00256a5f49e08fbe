import { type FunctionEntry, isOperator } from '../catalogue';
import type { FormulaError } from '../errors';
import { negate, plus, type Span } from '../syntax/syntax';
import { isList, singleType, typeKey } from '../value/types';
import { Bindings, compares } from './bindings';
import { allowsConstant, constantError } from './constantKinds';
import type { Parameter } from './signature';
import { isWholeField, type Typed } from './typed';

/** One signature held against the arguments of one call. */
export class Match {
  readonly bindings = new Bindings();
  readonly errors: FormulaError[] = [];
  /** How far the arguments fitted; the signature that got furthest explains the error best. */
  readonly firstFailure: number = Number.MAX_SAFE_INTEGER;

  constructor(
    private readonly entry: FunctionEntry,
    private readonly operator: Span,
    readonly parameters: readonly Parameter[],
    private readonly args: readonly Typed[],
  ) {
    for (const [index, arg] of args.entries()) {
      const parameter = parameters[index];
      const error = parameter === undefined ? undefined : this.check(parameter, arg);
      if (error !== undefined) {
        this.errors.push(error);
        this.firstFailure = Math.min(this.firstFailure, index);
      }
    }
  }

  private check(parameter: Parameter, arg: Typed): FormulaError | undefined {
    if (parameter.constant !== undefined) {
      return this.constant(parameter, arg);
    }
    if (this.takes(parameter, arg)) {
      return undefined;
    }
    if (compares(parameter.accepts) && singleType(arg.type) === 'empty') {
      return error('compared-with-empty', arg.span);
    }
    if (isOperator(this.entry)) {
      const types = this.args.map((each) => typeKey(each.type));
      const code = types.length === 1 ? 'operator-type' : 'operator-types';
      return error(code, this.operator, operatorSymbol(this.entry.name), ...types);
    }
    const expected = parameter.shape === 'list' ? '@list' : this.bindings.expected(parameter.accepts);
    return error('wrong-type', arg.span, this.entry.name, parameter.name, expected, typeKey(arg.type));
  }

  private takes(parameter: Parameter, arg: Typed): boolean {
    const fits = parameter.shape !== 'list' || isWholeField(arg);
    return fits && this.bindings.accept(parameter.accepts, singleType(arg.type));
  }

  private constant(parameter: Parameter, arg: Typed): FormulaError | undefined {
    if (arg.kind !== 'constant' || typeof arg.value !== 'string') {
      return error('constant-required', arg.span, this.entry.name, parameter.name);
    }
    const kind = parameter.constant;
    return kind === undefined || allowsConstant(kind, arg.value)
      ? undefined
      : error(constantError(kind), arg.span, arg.value);
  }
}

function operatorSymbol(name: string): string {
  return name === negate || name === plus ? name.charAt(0) : name;
}

function error(code: string, span: Span, ...args: string[]): FormulaError {
  return { code, from: span.from, to: span.to, args };
}

/** Whether the call has to be worked out entry by entry because of this argument. */
export function isLifted(parameter: Parameter, arg: Typed): boolean {
  return parameter.shape === 'one' && isList(arg.type) && !(parameter.accepts === 'any' && isWholeField(arg));
}
