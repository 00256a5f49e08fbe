import type { Decimal } from 'decimal.js';
import { PlainDate } from '../value/dates';
import { Moment } from '../value/moments';
import { type FormulaValue, isNumber } from '../value/values';
import type { Argument, Rule } from './compile';
import type { Frame } from './frame';

/** Reads of an argument as one type; anything else is empty, which the checker has ruled out. */
export function numberAt(args: readonly Argument[], index: number, frame: Frame): Decimal | null {
  const value = args[index]?.evaluate(frame) ?? null;
  return isNumber(value) ? value : null;
}

export function textAt(args: readonly Argument[], index: number, frame: Frame): string | null {
  const value = args[index]?.evaluate(frame) ?? null;
  return typeof value === 'string' ? value : null;
}

export function dateAt(args: readonly Argument[], index: number, frame: Frame): PlainDate | null {
  const value = args[index]?.evaluate(frame) ?? null;
  return value instanceof PlainDate ? value : null;
}

export function momentAt(args: readonly Argument[], index: number, frame: Frame): Moment | null {
  const value = args[index]?.evaluate(frame) ?? null;
  return value instanceof Moment ? value : null;
}

/** Rules for functions that are empty as soon as one argument is. */
export function ofNumber(apply: (a: Decimal) => FormulaValue): Rule {
  return (args) => (frame) => {
    const a = numberAt(args, 0, frame);
    return a === null ? null : apply(a);
  };
}

export function ofNumbers(apply: (a: Decimal, b: Decimal) => FormulaValue): Rule {
  return (args) => (frame) => {
    const a = numberAt(args, 0, frame);
    const b = a === null ? null : numberAt(args, 1, frame);
    return a === null || b === null ? null : apply(a, b);
  };
}

export function ofText(apply: (text: string) => FormulaValue): Rule {
  return (args) => (frame) => {
    const text = textAt(args, 0, frame);
    return text === null ? null : apply(text);
  };
}

export function ofDate(apply: (date: PlainDate) => FormulaValue): Rule {
  return (args) => (frame) => {
    const date = dateAt(args, 0, frame);
    return date === null ? null : apply(date);
  };
}

export function ofDateAndNumber(apply: (date: PlainDate, number: Decimal) => FormulaValue): Rule {
  return (args) => (frame) => {
    const date = dateAt(args, 0, frame);
    const number = date === null ? null : numberAt(args, 1, frame);
    return date === null || number === null ? null : apply(date, number);
  };
}

export function ofDates(apply: (a: PlainDate, b: PlainDate, frame: Frame) => FormulaValue): Rule {
  return (args) => (frame) => {
    const a = dateAt(args, 0, frame);
    const b = a === null ? null : dateAt(args, 1, frame);
    return a === null || b === null ? null : apply(a, b, frame);
  };
}
