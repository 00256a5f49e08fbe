/** The alphabet of the language, pinned in ranges as in the Java twin. */

const lookAlikes: Readonly<Record<string, string>> = {
  '“': '"',
  '”': '"',
  '、': ',',
  '。': '.',
  '×': '*',
  '÷': '/',
  '−': '-',
  '≤': '<=',
  '≥': '>=',
  '≠': '<>',
};

export function isBlank(c: string): boolean {
  return ' \t\r\n\u00a0\u3000'.includes(c);
}

export function isDigit(c: string): boolean {
  return c >= '0' && c <= '9';
}

export function startsName(c: string): boolean {
  return /[A-Za-z_\u3400-\u4dbf\u4e00-\u9fff]/.test(c);
}

export function continuesName(c: string): boolean {
  return startsName(c) || isDigit(c);
}

/** What a Chinese keyboard's character most likely stands for. */
export function lookAlike(c: string): string | undefined {
  if (c >= '\uff01' && c <= '\uff5e') {
    return String.fromCharCode(c.charCodeAt(0) - 0xfee0);
  }
  return lookAlikes[c];
}

/** Neither JSON nor PostgreSQL can hold these: NUL, and half of a surrogate pair. */
export function isBroken(text: string, at: number): boolean {
  const c = text.charCodeAt(at);
  if (isHigh(c)) {
    return !isLow(text.charCodeAt(at + 1));
  }
  if (isLow(c)) {
    return at === 0 || !isHigh(text.charCodeAt(at - 1));
  }
  return c === 0;
}

function isHigh(c: number): boolean {
  return c >= 0xd800 && c <= 0xdbff;
}

function isLow(c: number): boolean {
  return c >= 0xdc00 && c <= 0xdfff;
}
