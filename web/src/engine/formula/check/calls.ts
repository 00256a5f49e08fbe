import type { FunctionEntry } from '../catalogue';
import type { FormulaError } from '../errors';
import type { Span } from '../syntax/syntax';
import { literalNumber } from '../value/numbers';
import { isRecordType } from '../value/types';
import type { Bindings } from './bindings';
import { isLifted, Match } from './match';
import { expand, fewest, most, type Parameter, type Signature } from './signature';
import { dateOfMoment, type Each, each, emptyConstant, idOf, type Typed } from './typed';

/** Finds the signature a call means, and fills in defaults, conversions and list entries. */
export class Calls {
  constructor(private readonly errors: FormulaError[]) {}

  /** The call, or nothing after adding what is wrong. */
  call(entry: FunctionEntry, args: readonly Typed[], name: Span, span: Span): Typed | undefined {
    let best: Match | undefined;
    for (const signature of entry.signatures) {
      const parameters = expand(signature, args.length);
      if (parameters === undefined) {
        continue;
      }
      const match = new Match(entry, name, parameters, args);
      if (match.errors.length === 0) {
        return this.build(entry, signature, match, args, span);
      }
      if (best === undefined || match.firstFailure > best.firstFailure) {
        best = match;
      }
    }
    this.errors.push(...(best === undefined ? [wrongCount(entry, args.length, span)] : distinct(best.errors)));
    return undefined;
  }

  private build(
    entry: FunctionEntry,
    signature: Signature,
    match: Match,
    given: readonly Typed[],
    span: Span,
  ): Typed | undefined {
    const args: Typed[] = [];
    let source: readonly string[] | undefined;
    for (const [index, parameter] of match.parameters.entries()) {
      const argument = given[index] ?? fallback(parameter, match.bindings, span);
      let converted = convert(argument, parameter, match.bindings);
      if (isLifted(parameter, argument) && converted.kind === 'each') {
        if (source !== undefined && source.join('.') !== converted.source.join('.')) {
          this.errors.push(differentLists(source, converted));
          return undefined;
        }
        source = converted.source;
        converted = converted.body;
      }
      args.push(converted);
    }
    const type = match.bindings.typeOf(signature.result);
    const call: Typed = { kind: 'call', name: entry.name, args, type, span };
    return source === undefined ? call : each(source, call, span);
  }
}

function distinct(errors: readonly FormulaError[]): FormulaError[] {
  const seen = new Map(errors.map((error) => [JSON.stringify(error), error]));
  return [...seen.values()];
}

function wrongCount(entry: FunctionEntry, count: number, span: Span): FormulaError {
  const least = Math.min(...entry.signatures.map(fewest));
  const greatest = Math.max(...entry.signatures.map(most));
  const error = (code: string, ...args: string[]) => ({ code, ...span, args: [entry.name, ...args] });
  if (count < least) {
    return error('too-few-arguments', String(least));
  }
  return count > greatest ? error('too-many-arguments', String(greatest)) : error('argument-count');
}

function differentLists(source: readonly string[], other: Each): FormulaError {
  return { code: 'different-lists', ...other.span, args: [source.join('.'), other.source.join('.')] };
}

function fallback(parameter: Parameter, bindings: Bindings, span: Span): Typed {
  const end = { from: span.to, to: span.to };
  return parameter.fallback === undefined || parameter.fallback === 'EMPTY'
    ? emptyConstant(bindings.typeOf(parameter.accepts), end)
    : { kind: 'constant', value: literalNumber(parameter.fallback), type: 'number', span: end };
}

function convert(argument: Typed, parameter: Parameter, bindings: Bindings): Typed {
  if (argument.kind === 'each') {
    return each(argument.source, convert(argument.body, parameter, bindings), argument.span);
  }
  if (argument.type === 'empty') {
    return emptyConstant(bindings.typeOf(parameter.accepts), argument.span);
  }
  if (parameter.accepts === 'day' && argument.type === 'datetime') {
    return dateOfMoment(argument);
  }
  return parameter.accepts === 'K' && isRecordType(argument.type) ? idOf(argument) : argument;
}
