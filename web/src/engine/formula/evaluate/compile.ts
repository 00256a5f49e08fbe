import type { Each, Read, Typed } from '../check/typed';
import { type FormulaValue, isRecord } from '../value/values';
import type { Frame, Node } from './frame';
import { rules } from './rules';

/** One argument of a call, ready to run: its step, its tree, and how to visit all its values. */
export interface Argument {
  readonly tree: Typed;
  readonly evaluate: Node;
  /** Hands each value to the visitor until it returns false; returns whether it wants more. */
  readonly feed: (frame: Frame, visit: (value: FormulaValue) => boolean) => boolean;
}

/** How one function becomes a step. */
export type Rule = (args: readonly Argument[], call: Extract<Typed, { kind: 'call' }>) => Node;

/** Turns a typed tree into steps, once. */
export function compile(tree: Typed): Node {
  switch (tree.kind) {
    case 'constant':
      return () => tree.value;
    case 'read':
      return read(tree);
    case 'each': {
      const { feed } = list(tree);
      return (frame) => {
        const values: FormulaValue[] = [];
        feed(frame, (value) => {
          values.push(value);
          return true;
        });
        return values;
      };
    }
    case 'call': {
      const rule = rules[tree.name];
      if (rule === undefined) {
        throw new Error(`No rule for ${tree.name}`);
      }
      return rule(tree.args.map(argument), tree);
    }
  }
}

function argument(tree: Typed): Argument {
  return tree.kind === 'each' ? list(tree) : single(tree);
}

function single(tree: Typed): Argument {
  const evaluate = compile(tree);
  return { tree, evaluate, feed: (frame, visit) => visit(evaluate(frame)) };
}

function list(tree: Each): Argument {
  const body = compile(tree.body);
  const feed: Argument['feed'] = (frame, visit) => {
    const outer = frame.entry;
    let more = true;
    for (const entry of entries(frame, tree)) {
      frame.step();
      frame.entry = entry;
      more = visit(body(frame));
      if (!more) {
        break;
      }
    }
    frame.entry = outer;
    return more;
  };
  return { tree, evaluate: () => null, feed };
}

/** The entries of the list that a tree works through. */
export function entries(frame: Frame, tree: Each): readonly FormulaValue[] {
  const found = follow(frame.root, tree.source);
  return Array.isArray(found) ? found : [];
}

function read(tree: Read): Node {
  return tree.scope === 'root' ? (frame) => follow(frame.root, tree.path) : (frame) => follow(frame.entry, tree.path);
}

function follow(start: FormulaValue, path: readonly string[]): FormulaValue {
  let value = start;
  for (const name of path) {
    value = isRecord(value) && Object.hasOwn(value.fields, name) ? (value.fields[name] ?? null) : null;
  }
  return value === '' ? null : value;
}
