import { Decimal } from 'decimal.js';
import { limits } from '../limits';

/**
 * Exact decimal arithmetic, as in the Java twin `Decimals`: each result is rounded to 34 digits, half
 * away from zero; what has no result is `null`, which is empty.
 */
const base = { rounding: Decimal.ROUND_HALF_UP, maxE: 9e15, minE: -9e15, modulo: Decimal.ROUND_DOWN } as const;

/** Enough digits for any sum, product or remainder of two numbers of the language. */
export const Exact = Decimal.clone({ ...base, precision: 1000 });
const Rounded = Decimal.clone({ ...base, precision: limits.digits });
const Working = Decimal.clone({ ...base, precision: 50 });
const workingScale = 150;
const largestExponent = 100_000;

export type Rounding = Decimal.Rounding;
export const { ROUND_HALF_UP, ROUND_UP, ROUND_DOWN } = Decimal;

/** The rule that ends every operation. */
export function rounded(exact: Decimal): Decimal | null {
  const value = new Exact(exact).toSignificantDigits(limits.digits).toDecimalPlaces(limits.magnitude);
  return !value.isZero() && value.e >= limits.magnitude ? null : value;
}

export function literalNumber(text: string): Decimal {
  return new Exact(text).toSignificantDigits(limits.digits);
}

export const zero: Decimal = new Exact(0);

export function whole(number: number): Decimal {
  return new Exact(number);
}

export function add(a: Decimal, b: Decimal): Decimal | null {
  return rounded(Exact.add(a, b));
}

export function subtract(a: Decimal, b: Decimal): Decimal | null {
  return rounded(Exact.sub(a, b));
}

export function multiply(a: Decimal, b: Decimal): Decimal | null {
  return rounded(Exact.mul(a, b));
}

export function divide(a: Decimal, b: Decimal): Decimal | null {
  return b.isZero() ? null : rounded(Rounded.div(a, b));
}

export function negated(a: Decimal): Decimal {
  return new Exact(a).negated();
}

export function percent(a: Decimal): Decimal | null {
  return rounded(Exact.mul(a, '0.01'));
}

function modulo(a: Decimal, b: Decimal): Decimal {
  const rest = Exact.mod(a, b);
  return !rest.isZero() && rest.isNegative() !== b.isNegative() ? Exact.add(rest, b) : rest;
}

export function mod(a: Decimal, b: Decimal): Decimal | null {
  return b.isZero() ? null : rounded(modulo(a, b));
}

export function floorTo(a: Decimal, step: Decimal): Decimal | null {
  return step.isZero() ? zero : rounded(Exact.sub(a, modulo(a, step.abs())));
}

export function ceilingTo(a: Decimal, step: Decimal): Decimal | null {
  if (step.isZero()) {
    return zero;
  }
  const over = modulo(a, step.abs());
  return rounded(over.isZero() ? a : Exact.add(Exact.sub(a, over), step.abs()));
}

export function floor(a: Decimal): Decimal | null {
  return rounded(new Exact(a).floor());
}

/** Rounds to decimal places; negative places are to the left of the point. */
export function round(a: Decimal, digits: Decimal, mode: Rounding): Decimal | null {
  const places = Math.max(-limits.magnitude, Math.min(limits.magnitude, integer(digits)));
  if (places >= 0) {
    return rounded(new Exact(a).toDecimalPlaces(places, mode));
  }
  const scale = new Exact(10).pow(-places);
  return rounded(Exact.mul(Exact.div(a, scale).toDecimalPlaces(0, mode), scale));
}

/** The whole part, held within bounds far beyond every use of it. */
export function integer(a: Decimal): number {
  return Math.max(-1_000_000_000, Math.min(1_000_000_000, new Exact(a).truncated().toNumber()));
}

/** Square and multiply from the exponent's highest bit, each step rounded to 50 digits. */
export function power(b: Decimal, exponent: Decimal): Decimal | null {
  if (!exponent.isInteger() || exponent.abs().gt(largestExponent) || (b.isZero() && exponent.lte(0))) {
    return null;
  }
  const n = exponent.toNumber();
  const size = Math.abs(n);
  const tooLarge = n > 0 ? limits.magnitude : limits.magnitude + 2;
  let result: Decimal = new Working(1);
  for (let bit = size === 0 ? -1 : 31 - Math.clz32(size); bit >= 0; bit--) {
    result = Working.mul(result, result).toDecimalPlaces(workingScale);
    if (((size >> bit) & 1) === 1) {
      result = Working.mul(result, b).toDecimalPlaces(workingScale);
    }
    if (!result.isZero() && result.e >= tooLarge) {
      return n > 0 ? null : zero;
    }
  }
  return n >= 0 ? rounded(result) : divide(new Exact(1), result);
}

/** Digits without exponent and without trailing zeros: `1200`, `0.5`. */
export function plainNumber(a: Decimal): string {
  return a.isZero() ? '0' : a.toFixed();
}

/** ASCII digits with sign, point, thousands commas and percent sign; `null` for anything else. */
export function parseNumber(trimmed: string): Decimal | null {
  if (trimmed.length > 200 || !/^[+-]?([0-9]+|[0-9]{1,3}(,[0-9]{3})+)(\.[0-9]+)?%?$/.test(trimmed)) {
    return null;
  }
  const digits = trimmed.replaceAll(',', '').replace(/^\+/, '');
  return digits.endsWith('%') ? percent(new Exact(digits.slice(0, -1))) : rounded(new Exact(digits));
}
