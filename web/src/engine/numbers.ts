import { Decimal } from 'decimal.js';
import { groupDigits } from './digits';

/** Exact arithmetic as the formula language defines it: 34 digits, halves away from zero. */
export const Exact = Decimal.clone({ precision: 34, rounding: Decimal.ROUND_HALF_UP, toExpNeg: -40, toExpPos: 60 });

const NUMBER = /^[+-]?(\d+(\.\d*)?|\.\d+)$/;

/** Full-width digits and signs to ASCII, thousands separators and currency marks dropped. */
export function normaliseNumber(text: string): string {
  return text
    .replace(/[\uFF01-\uFF5E]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0))
    .replace(/[\s\u3000,，_¥￥]/g, '')
    .replace(/[−–]/g, '-')
    .replace(/。/g, '.');
}

/** The number a person typed, in plain digits, or undefined when it is none. */
export function parseNumber(text: string): string | undefined {
  const plain = normaliseNumber(text);
  const percent = plain.endsWith('%');
  const digits = percent ? plain.slice(0, -1) : plain;
  if (!NUMBER.test(digits)) return undefined;
  const value = new Exact(digits);
  return (percent ? value.div(100) : value).toFixed();
}

export function roundTo(value: string | Decimal, scale: number): string {
  const rounded = new Exact(value).toDecimalPlaces(scale, Decimal.ROUND_HALF_UP);
  // What is too small to be seen has no sign either: -0.004 is 0.00.
  return (rounded.isZero() ? rounded.abs() : rounded).toFixed(scale);
}

/** 1234567.5 with scale 2 as 1,234,567.50; text that is no number is returned as it is. */
export function formatNumber(value: string, scale?: number): string {
  if (!NUMBER.test(value)) return value;
  const exact = new Exact(value);
  const plain = scale === undefined ? exact.toFixed() : roundTo(exact, scale);
  return groupDigits(plain);
}

/** Money: two decimals, more only where the exact value has them and the field keeps them. */
export function formatMoney(value: string, scale: number): string {
  if (!NUMBER.test(value)) return value;
  const exact = new Exact(value).toDecimalPlaces(scale, Decimal.ROUND_HALF_UP);
  return formatNumber(exact.toFixed(), Math.max(Math.min(2, scale), exact.decimalPlaces()));
}

/** A figure of a ledger: with two decimals it is money, with fewer or more a quantity. */
export function formatFigure(value: string, scale = 3): string {
  return scale === 2 ? formatMoney(value, scale) : formatQuantity(value, scale);
}

/** A number without meaningless zeros at its end, at most `scale` digits: 3.000 as 3. */
export function formatQuantity(value: string, scale: number): string {
  if (!NUMBER.test(value)) return value;
  const exact = new Exact(value).toDecimalPlaces(scale, Decimal.ROUND_HALF_UP);
  return formatNumber(exact.toFixed());
}
