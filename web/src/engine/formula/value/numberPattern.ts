import type { Decimal } from 'decimal.js';
import { Exact } from './numbers';
import { orEmpty } from './texts';

/** Excel's number formats of one section: `0.00`, `#,##0.##`, `0.0%`, with text around the digits. */
export interface NumberPattern {
  readonly prefix: string;
  readonly grouped: boolean;
  /** Fewest digits before the point. */
  readonly whole: number;
  readonly fewest: number;
  readonly most: number;
  readonly percent: boolean;
  readonly suffix: string;
}

const around = '((?:"[^"]*"|[^"#0,.%;@*_?\\[\\]\\\\A-Za-z])*)';
const groupedPattern = new RegExp(`^${around}(#,##0|#,###)(?:\\.(0*)(#*))?(%?)${around}$`);
const plainPattern = new RegExp(`^${around}(#+0*|0+)(?:\\.(0*)(#*))?(%?)${around}$`);
const longest = 60;

export function parseNumberPattern(text: string): NumberPattern | undefined {
  if (text.length > longest) {
    return undefined;
  }
  const grouped = groupedPattern.exec(text);
  const match = grouped ?? plainPattern.exec(text);
  if (match === null) {
    return undefined;
  }
  const fewest = (match[3] ?? '').length;
  return {
    prefix: (match[1] ?? '').replaceAll('"', ''),
    grouped: grouped !== null,
    whole: (match[2] ?? '').replace(/[^0]/g, '').length,
    fewest,
    most: fewest + (match[4] ?? '').length,
    percent: match[5] === '%',
    suffix: (match[6] ?? '').replaceAll('"', ''),
  };
}

/** The number, rounded half away from zero; a minus sign goes before everything. */
export function formatNumber(number: Decimal, pattern: NumberPattern): string | null {
  const scaled = pattern.percent ? Exact.mul(number, 100) : new Exact(number);
  const shown = scaled.toDecimalPlaces(pattern.most);
  const [before = '', after = ''] = shown.abs().toFixed(pattern.most).split('.');
  let decimals = after;
  while (decimals.length > pattern.fewest && decimals.endsWith('0')) {
    decimals = decimals.slice(0, -1);
  }
  return orEmpty(
    [
      shown.isNegative() && !shown.isZero() ? '-' : '',
      pattern.prefix,
      wholePart(before === '0' ? '' : before, pattern),
      decimals === '' ? '' : `.${decimals}`,
      pattern.percent ? '%' : '',
      pattern.suffix,
    ].join(''),
  );
}

function wholePart(digits: string, pattern: NumberPattern): string {
  const padded = digits.padStart(pattern.whole, '0');
  return pattern.grouped ? padded.replace(/\B(?=([0-9]{3})+$)/g, ',') : padded;
}
