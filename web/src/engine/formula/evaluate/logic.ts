import type { FormulaValue } from '../value/values';
import { equalValues } from './compare';
import { type Argument, entries, type Rule } from './compile';
import type { Frame } from './frame';

/** The result is `decisive` as soon as one condition is. */
function untilFirst(decisive: boolean): Rule {
  return (args) => (frame) => {
    const more = args.every((arg) => arg.feed(frame, (value) => (value === true) !== decisive));
    return more ? !decisive : decisive;
  };
}

const choose: Rule =
  ([condition, then, otherwise]) =>
  (frame) =>
    (condition?.evaluate(frame) === true ? then : otherwise)?.evaluate(frame) ?? null;

const firstTrue: Rule = (args) => (frame) => {
  for (let i = 0; i < args.length; i += 2) {
    if (args[i]?.evaluate(frame) === true) {
      return args[i + 1]?.evaluate(frame) ?? null;
    }
  }
  return null;
};

const byKey: Rule = (args) => (frame) => {
  const value = args[0]?.evaluate(frame) ?? null;
  for (let i = 1; i + 1 < args.length; i += 2) {
    if (equalValues(value, args[i]?.evaluate(frame) ?? null)) {
      return args[i + 1]?.evaluate(frame) ?? null;
    }
  }
  return args[args.length - 1]?.evaluate(frame) ?? null;
};

const firstPresent: Rule = (args) => (frame) => {
  for (const arg of args) {
    const value = arg.evaluate(frame);
    if (value !== null) {
      return value;
    }
  }
  return null;
};

/** Whether a value is among others; empty never is. */
export function isAmong(value: FormulaValue, choices: readonly Argument[], frame: Frame): boolean {
  return value !== null && !choices.every((choice) => choice.feed(frame, (found) => !equalValues(value, found)));
}

const isEmpty: Rule =
  ([value]) =>
  (frame) => {
    if (value?.tree.kind === 'each') {
      return entries(frame, value.tree).length === 0;
    }
    return (value?.evaluate(frame) ?? null) === null;
  };

export const logicRules: Readonly<Record<string, Rule>> = {
  AND: untilFirst(false),
  OR: untilFirst(true),
  NOT:
    ([condition]) =>
    (frame) =>
      condition?.evaluate(frame) !== true,
  ISEMPTY: isEmpty,
  IFEMPTY: firstPresent,
  IN:
    ([value, ...choices]) =>
    (frame) =>
      isAmong(value?.evaluate(frame) ?? null, choices, frame),
  IF: choose,
  IFS: firstTrue,
  SWITCH: byKey,
};
