import { capitals } from '../value/capitals';
import { PlainDate } from '../value/dates';
import { formatMoment, parseMomentPattern } from '../value/momentPattern';
import { localOf, Moment } from '../value/moments';
import { formatNumber, parseNumberPattern } from '../value/numberPattern';
import { integer, parseNumber, whole } from '../value/numbers';
import { plainText } from '../value/plain';
import { find, left, length, lower, mid, orEmpty, replaceAt, right, substitute, trim, upper } from '../value/texts';
import { type FormulaValue, isNumber } from '../value/values';
import type { Rule } from './compile';
import { bounded } from './frame';
import { isAmong } from './logic';
import { joined } from './operators';
import { numberAt, ofNumber, ofText, textAt } from './strict';

function part(cut: (text: string, count: number) => string | null): Rule {
  return (args) => (frame) => {
    const text = textAt(args, 0, frame);
    const count = numberAt(args, 1, frame);
    return text === null || count === null ? null : cut(text, integer(count));
  };
}

function both(test: (text: string, piece: string) => boolean): Rule {
  return (args) => (frame) => {
    const text = textAt(args, 0, frame);
    const piece = textAt(args, 1, frame);
    return text !== null && piece !== null && test(text, piece);
  };
}

const middle: Rule = (args) => (frame) => {
  const text = textAt(args, 0, frame);
  const start = numberAt(args, 1, frame);
  const count = numberAt(args, 2, frame);
  return text === null || start === null || count === null ? null : mid(text, integer(start), integer(count));
};

const replacing: Rule = (args) => (frame) => {
  const text = textAt(args, 0, frame);
  const start = numberAt(args, 1, frame);
  const count = numberAt(args, 2, frame);
  if (text === null || start === null || count === null) {
    return null;
  }
  const result = replaceAt(text, integer(start), integer(count), textAt(args, 3, frame) ?? '');
  return result === null ? null : bounded(result);
};

const substituting: Rule = (args) => (frame) => {
  const text = textAt(args, 0, frame);
  const old = textAt(args, 1, frame);
  const replacement = textAt(args, 2, frame) ?? '';
  const occurrence = numberAt(args, 3, frame);
  if (text === null || old === null) {
    return text;
  }
  if (occurrence !== null) {
    const result = substitute(text, old, replacement, integer(occurrence));
    return result === null ? null : bounded(result);
  }
  const pieces = text.split(old);
  bounded('x'.repeat(Math.min(200_000, text.length + (pieces.length - 1) * (replacement.length - old.length))));
  return orEmpty(pieces.join(replacement));
};

const finding: Rule = (args) => (frame) => {
  const piece = textAt(args, 0, frame);
  const text = textAt(args, 1, frame);
  const start = numberAt(args, 2, frame);
  const at = piece === null || text === null || start === null ? null : find(piece, text, integer(start));
  return at === null ? null : whole(at);
};

const contains: Rule = (args, call) => {
  const [list, value] = args;
  return list?.tree.kind === 'each'
    ? (frame) => isAmong(value?.evaluate(frame) ?? null, [list], frame)
    : both((text, piece) => text.includes(piece))(args, call);
};

const shown: Rule = (args, call) => {
  const pattern = call.args[1]?.kind === 'constant' ? call.args[1].value : undefined;
  const format = typeof pattern === 'string' ? formatter(pattern) : undefined;
  return (frame) => {
    const value = args[0]?.evaluate(frame) ?? null;
    const { zone } = frame.environment;
    return value === null ? null : format ? format(value, zone) : orEmpty(plainText(value, zone));
  };
};

function formatter(text: string): (value: FormulaValue, zone: string) => string | null {
  const numberPattern = parseNumberPattern(text);
  const momentPattern = parseMomentPattern(text);
  return (value, zone) => {
    if (isNumber(value)) {
      return numberPattern ? formatNumber(value, numberPattern) : null;
    }
    const local =
      value instanceof PlainDate ? { date: value, time: 0 } : value instanceof Moment ? localOf(value, zone) : null;
    return local && momentPattern ? formatMoment(local, momentPattern) : null;
  };
}

export const textRules: Readonly<Record<string, Rule>> = {
  CONCAT: joined,
  LEFT: part(left),
  RIGHT: part(right),
  MID: middle,
  LEN: (args) => (frame) => whole(length(textAt(args, 0, frame) ?? '')),
  TRIM: ofText(trim),
  UPPER: ofText(upper),
  LOWER: ofText(lower),
  REPLACE: replacing,
  SUBSTITUTE: substituting,
  FIND: finding,
  CONTAINS: contains,
  STARTSWITH: both((text, piece) => text.startsWith(piece)),
  TEXT: shown,
  VALUE: ofText((text) => parseNumber(trim(text) ?? '')),
  RMBUPPER: ofNumber(capitals),
};
