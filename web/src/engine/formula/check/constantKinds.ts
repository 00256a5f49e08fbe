import { hasTime, parseMomentPattern } from '../value/momentPattern';
import { parseNumberPattern } from '../value/numberPattern';
import { isCalendar, unitOf } from '../value/units';

/** Texts that must be constant, because they are read once, when the formula is checked. */
export type ConstantKind = 'calendar' | 'clock' | 'unit' | 'numberFormat' | 'dateFormat' | 'momentFormat';

const kinds: Readonly<Record<ConstantKind, (text: string) => boolean>> = {
  calendar: (text) => {
    const unit = unitOf(text);
    return unit !== undefined && isCalendar(unit);
  },
  clock: (text) => {
    const unit = unitOf(text);
    return unit !== undefined && !isCalendar(unit);
  },
  unit: (text) => unitOf(text) !== undefined,
  numberFormat: (text) => parseNumberPattern(text) !== undefined,
  dateFormat: (text) => {
    const pattern = parseMomentPattern(text);
    return pattern !== undefined && !hasTime(pattern);
  },
  momentFormat: (text) => parseMomentPattern(text) !== undefined,
};

export function isConstantKind(word: string): word is ConstantKind {
  return Object.hasOwn(kinds, word);
}

export function allowsConstant(kind: ConstantKind, text: string): boolean {
  return kinds[kind](text);
}

export function constantError(kind: ConstantKind): string {
  return kind.endsWith('Format') ? 'bad-format' : 'bad-unit';
}
