/** The number that a pattern gives for a counter on a day; the pattern itself where it is not one. */
export function numberExample(pattern: string, counter = 1, day = new Date()): string {
  const year = String(day.getFullYear());
  const month = String(day.getMonth() + 1).padStart(2, '0');
  const date = String(day.getDate()).padStart(2, '0');
  return pattern.replace(/\{([^{}]*)\}/g, (whole, part: string) => {
    if (/^0{1,12}$/.test(part)) return String(counter).padStart(part.length, '0');
    if (!/^(yyyy|yy)(MM(dd)?)?$/.test(part)) return whole;
    return part.replace('yyyy', year).replace('yy', year.slice(2)).replace('MM', month).replace('dd', date);
  });
}

/** Whether a text is a pattern: exactly one counter, at most one date, nothing else in braces. */
export function isPattern(pattern: string): boolean {
  const parts = [...pattern.matchAll(/\{([^{}]*)\}/g)].map((match) => match[1] ?? '');
  const counters = parts.filter((part) => /^0{1,12}$/.test(part)).length;
  const dates = parts.filter((part) => /^(yyyy|yy)(MM(dd)?)?$/.test(part)).length;
  return counters === 1 && dates <= 1 && counters + dates === parts.length && pattern.length <= 60;
}

/** The parts a pattern is made of, as the panel asks for them. */
export interface PatternParts {
  prefix: string;
  date: '' | 'yyyy' | 'yyyyMM' | 'yyyyMMdd' | 'yy' | 'yyMM' | 'yyMMdd';
  separator: string;
  digits: number;
}

/** The parts of a pattern of the usual form; undefined for one that was written by hand. */
export function patternParts(pattern: string): PatternParts | undefined {
  const match = /^([^{}]*?)(?:\{((?:yyyy|yy)(?:MM(?:dd)?)?)\}([^{}]*))?\{(0{1,12})\}$/.exec(pattern);
  if (!match) return undefined;
  const [, prefix = '', date = '', separator = '', digits = ''] = match;
  return { prefix, date: date as PatternParts['date'], separator, digits: digits.length };
}

export function patternOf({ prefix, date, separator, digits }: PatternParts): string {
  return `${prefix}${date === '' ? '' : `{${date}}${separator}`}{${'0'.repeat(digits)}}`;
}
