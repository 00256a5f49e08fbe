import { PlainDate, pad } from './dates';
import { localOf, Moment } from './moments';
import { plainNumber } from './numbers';
import { type FormulaValue, isNumber } from './values';

/** The plain text of a value: `1200.5`, `TRUE`, `2026-03-01`, `2026-03-01 08:30:00`. */
export function plainText(value: FormulaValue, zone: string): string {
  if (value === null) {
    return '';
  }
  if (typeof value === 'string') {
    return value;
  }
  if (typeof value === 'boolean') {
    return value ? 'TRUE' : 'FALSE';
  }
  if (isNumber(value)) {
    return plainNumber(value);
  }
  if (value instanceof PlainDate) {
    return value.toString();
  }
  if (value instanceof Moment) {
    return momentText(value, zone);
  }
  if (Array.isArray(value)) {
    return value
      .filter((element) => element !== null)
      .map((element) => plainText(element, zone))
      .join(', ');
  }
  throw new TypeError('A record has no plain text');
}

function momentText(moment: Moment, zone: string): string {
  const local = localOf(moment, zone);
  if (local === null) {
    return '';
  }
  const seconds = Math.floor(local.time / 1000);
  const clock = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  return `${local.date} ${clock.map((part) => pad(part, 2)).join(':')}`;
}
