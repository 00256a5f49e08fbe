/**
 * Text functions, as in the Java twin `Texts`: a character is a Unicode code point, the order is that
 * of code points, letters change case only within ASCII. An empty result is `null`.
 */

const blanks = '\t\n\u000b\f\r \u00a0\u3000';

export function orEmpty(text: string): string | null {
  return text === '' ? null : text;
}

function points(text: string): string[] {
  return Array.from(text);
}

export function length(text: string): number {
  return points(text).length;
}

/** Negative, zero or positive, by code point. */
export function compareTexts(a: string, b: string): number {
  const shorter = Math.min(a.length, b.length);
  for (let i = 0; i < shorter; i++) {
    const x = rank(a.charCodeAt(i));
    const y = rank(b.charCodeAt(i));
    if (x !== y) {
      return x - y;
    }
  }
  return a.length - b.length;
}

/** Surrogates come after every character of the basic plane. */
function rank(unit: number): number {
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit;
}

export function left(text: string, count: number): string | null {
  return count < 0 ? null : orEmpty(points(text).slice(0, count).join(''));
}

export function right(text: string, count: number): string | null {
  const all = points(text);
  return count < 0 ? null : orEmpty(all.slice(Math.max(0, all.length - count)).join(''));
}

export function mid(text: string, start: number, count: number): string | null {
  return start < 1 || count < 0
    ? null
    : orEmpty(
        points(text)
          .slice(start - 1, start - 1 + count)
          .join(''),
      );
}

/** Without blanks at either end; two or more spaces inside become one. */
export function trim(text: string): string | null {
  let from = 0;
  let to = text.length;
  while (from < to && blanks.includes(text.charAt(from))) {
    from++;
  }
  while (to > from && blanks.includes(text.charAt(to - 1))) {
    to--;
  }
  return orEmpty(text.slice(from, to).replace(/ {2,}/g, ' '));
}

export function upper(text: string): string {
  return text.replace(/[a-z]/g, (letter) => letter.toUpperCase());
}

export function lower(text: string): string {
  return text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}

/** The 1-based position of `part` at or after `start`; `null` when it is not there. */
export function find(part: string, text: string, start: number): number | null {
  const all = points(text);
  if (start < 1 || start > all.length) {
    return null;
  }
  const at = text.indexOf(part, all.slice(0, start - 1).join('').length);
  return at < 0 ? null : length(text.slice(0, at)) + 1;
}

export function replaceAt(text: string, start: number, count: number, replacement: string): string | null {
  if (start < 1 || count < 0) {
    return null;
  }
  const all = points(text);
  const before = all.slice(0, start - 1).join('');
  return orEmpty(before + replacement + all.slice(start - 1 + count).join(''));
}

/** Replaces one occurrence, counted from 1 and without overlap. */
export function substitute(text: string, old: string, replacement: string, occurrence: number): string | null {
  if (occurrence < 1) {
    return null;
  }
  let at = text.indexOf(old);
  for (let i = 1; i < occurrence && at >= 0; i++) {
    at = text.indexOf(old, at + old.length);
  }
  return at < 0 ? text : orEmpty(text.slice(0, at) + replacement + text.slice(at + old.length));
}
