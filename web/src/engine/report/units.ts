import type { Language } from '../blueprint';
import { Exact, formatNumber, formatQuantity } from '../numbers';

/** In what an amount is read: bare, in 元, in 万 or in 亿 (of 元, where it is money). */
export type Unit = 'none' | 'yuan' | 'wan' | 'yi';

export const UNITS: readonly Unit[] = ['none', 'yuan', 'wan', 'yi'];

/** How numbers are written. */
export interface NumberFormat {
  unit?: Unit | undefined;
  /** Digits after the point; as many as the number is kept with where nothing is said. */
  decimals?: number | undefined;
}

const SIZES = { none: 1, yuan: 1, wan: 10_000, yi: 100_000_000 } as const;

const SIGNS: Record<Language, Record<Unit, string>> = {
  zh: { none: '', yuan: '', wan: '万', yi: '亿' },
  en: { none: '', yuan: '', wan: '×10⁴', yi: '×10⁸' },
};

export function unitText(unit: Unit, language: Language, money: boolean): string {
  const yuan = unit !== 'none' && money ? (language === 'zh' ? '元' : ' CNY') : '';
  return SIGNS[language][unit] + yuan;
}

/** The exact number in the unit, in plain digits. */
export function inUnit(text: string, unit: Unit): string {
  const size = SIZES[unit];
  return size === 1 || !/^[+-]?\d/.test(text) ? text : new Exact(text).div(size).toFixed();
}

/** A number as people read it: in its unit, grouped, without meaningless zeros unless it is money. */
export function amountText(
  text: string,
  { money, scale, unit: own }: { money: boolean; scale: number | undefined; unit: string | undefined },
  { unit = 'none', decimals }: NumberFormat,
  language: Language,
): string {
  const number = inUnit(text, unit);
  const whole = SIZES[unit] === 1;
  const digits =
    decimals !== undefined
      ? formatNumber(number, decimals)
      : whole && money
        ? formatNumber(number, scale ?? 2)
        : formatQuantity(number, whole ? Math.min(scale ?? 2, 10) : 2);
  const sign = unitText(unit, language, money);
  return `${digits}${sign}${sign === '' || !money ? (own ?? '') : ''}`;
}

/** 12345678 as 1234.6万 in Chinese and 12.3M in English: for axes, where exactness is the table's business. */
export function shortNumber(value: number, language: Language): string {
  if (language === 'en') {
    return new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 1 }).format(value);
  }
  const size = Math.abs(value);
  const digits = (number: number, most: number) =>
    new Intl.NumberFormat('zh-CN', { maximumFractionDigits: most }).format(number);
  if (size >= SIZES.yi) return `${digits(value / SIZES.yi, 2)}亿`;
  if (size >= SIZES.wan) return `${digits(value / SIZES.wan, 1)}万`;
  return digits(value, size < 10 ? 2 : 1);
}
