import { type FunctionEntry, requiredFunction } from '../catalogue';
import type { FormulaError } from '../errors';
import type { Span } from '../syntax/syntax';
import { PlainDate } from '../value/dates';
import { parseNumber, whole } from '../value/numbers';
import { trim } from '../value/texts';
import { isList, singleType, typeKey, type ValueType } from '../value/types';
import type { FormulaValue } from '../value/values';
import type { Calls } from './calls';
import type { Typed } from './typed';

/**
 * COUNTIF and SUMIF, which are short for `COUNT(IF(condition, 1))` and `SUM(IF(condition, number))`;
 * the condition is written out, or as in Excel made from a range and a criterion.
 */
export class Criteria {
  constructor(
    private readonly calls: Calls,
    private readonly errors: FormulaError[],
  ) {}

  call(entry: FunctionEntry, args: readonly Typed[], name: Span, span: Span): Typed | undefined {
    const notAList = args.find((arg, index) => isRange(entry, index, args.length) && !isList(arg.type));
    const [range, second, third] = args;
    if (notAList !== undefined || range === undefined) {
      this.errors.push(wrongRange(entry, notAList));
      return undefined;
    }
    const counts = entry.name === 'COUNTIF';
    const written = counts ? second === undefined : args.length === 2 && second !== undefined && isList(second.type);
    const condition = written || second === undefined ? range : this.compare(range, second, name, span);
    const one: Typed = { kind: 'constant', value: whole(1), type: 'number', span };
    const value = counts ? one : (third ?? (written ? second : range) ?? range);
    const chosen = condition && this.calls.call(requiredFunction('IF'), [condition, value], name, span);
    return chosen && this.calls.call(requiredFunction(counts ? 'COUNT' : 'SUM'), [chosen], name, span);
  }

  private compare(range: Typed, criterion: Typed, name: Span, span: Span): Typed | undefined {
    if (criterion.kind === 'constant' && typeof criterion.value === 'string') {
      const match = /^(<>|<=|>=|<|>|=)([\s\S]*)$/.exec(criterion.value);
      if (match !== null) {
        const value = this.constant(match[2] ?? '', range, criterion.span);
        return value && this.calls.call(requiredFunction(match[1] ?? '='), [range, value], name, span);
      }
    }
    return this.calls.call(requiredFunction('='), [range, criterion], name, span);
  }

  private constant(text: string, range: Typed, span: Span): Typed | undefined {
    const type = singleType(range.type);
    const value = read(text, type);
    if (value === null) {
      this.errors.push({ code: 'bad-criterion', ...span, args: [text, typeKey(type)] });
      return undefined;
    }
    return { kind: 'constant', value, type, span };
  }
}

function isRange(entry: FunctionEntry, index: number, count: number): boolean {
  return index === 0 || (index === 2 && entry.name === 'SUMIF' && count === 3);
}

function wrongRange(entry: FunctionEntry, argument: Typed | undefined): FormulaError {
  const span = argument?.span ?? { from: 0, to: 0 };
  return { code: 'wrong-type', ...span, args: [entry.name, 'range', '@list', typeKey(argument?.type ?? 'empty')] };
}

function read(text: string, type: ValueType): FormulaValue {
  switch (type) {
    case 'number':
      return parseNumber(trim(text) ?? '');
    case 'date':
      return PlainDate.parse(text);
    case 'text':
      return text === '' ? null : text;
    default:
      return null;
  }
}
