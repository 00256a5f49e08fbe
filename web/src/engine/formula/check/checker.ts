import { findFunction } from '../catalogue';
import type { FormulaError } from '../errors';
import type { CallSyntax, Syntax } from '../syntax/syntax';
import { isRecordType, type Schema, sameType, typeKey, type ValueType } from '../value/types';
import { Calls } from './calls';
import { Criteria } from './criteria';
import { resolveField } from './fieldPaths';
import { expand } from './signature';
import { emptyConstant, idOf, type Typed } from './typed';

/** Gives every part of a formula its type, and collects everything that is wrong. */
export class Checker {
  /** The fields the formula reads, as full paths. */
  readonly dependencies = new Set<string>();
  private readonly calls: Calls;
  private readonly criteria: Criteria;

  constructor(
    private readonly schema: Schema,
    private readonly errors: FormulaError[],
  ) {
    this.calls = new Calls(errors);
    this.criteria = new Criteria(this.calls, errors);
  }

  /** The typed formula, or nothing after adding what is wrong. */
  check(tree: Syntax, expected?: ValueType): Typed | undefined {
    const typed = this.typed(tree);
    return typed === undefined || expected === undefined ? typed : this.expect(typed, expected);
  }

  private expect(tree: Typed, expected: ValueType): Typed | undefined {
    if (tree.type === 'empty') {
      return emptyConstant(expected, tree.span);
    }
    if (isRecordType(tree.type) && expected === 'text') {
      return idOf(tree);
    }
    if (sameType(tree.type, expected)) {
      return tree;
    }
    this.errors.push({ code: 'wrong-result', ...tree.span, args: [typeKey(expected), typeKey(tree.type)] });
    return undefined;
  }

  private typed(tree: Syntax): Typed | undefined {
    switch (tree.kind) {
      case 'literal':
        return { kind: 'constant', value: tree.value, type: tree.type, span: tree.span };
      case 'field':
        return resolveField(tree, this.schema, this.dependencies, this.errors);
      case 'call':
        return this.call(tree);
    }
  }

  private call(call: CallSyntax): Typed | undefined {
    const args = call.args.flatMap((arg) => this.typed(arg) ?? []);
    const entry = findFunction(call.name.text);
    if (entry === undefined) {
      this.errors.push({ code: 'unknown-function', ...call.name.span, args: [call.name.text] });
      return undefined;
    }
    if (args.length < call.args.length) {
      return undefined;
    }
    if (!entry.evaluators.includes('BROWSER')) {
      this.errors.push({ code: 'not-in-browser', ...call.name.span, args: [entry.name] });
    }
    const fits = entry.signatures.some((signature) => expand(signature, args.length) !== undefined);
    const byCriterion = fits && (entry.name === 'COUNTIF' || entry.name === 'SUMIF');
    return (byCriterion ? this.criteria : this.calls).call(entry, args, call.name.span, call.span);
  }
}
