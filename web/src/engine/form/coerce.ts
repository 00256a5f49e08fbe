import { type Field, isNumeric, labelText, type SelectField } from '../blueprint';
import { parseDate } from '../dates';
import { parseNumber } from '../numbers';
import { findLeaf } from '../types/cascader';
import { compact } from '../types/checked';
import { readLocation } from '../types/location';
import { readTime } from '../types/time';
import type { Value } from '../values';

/** Text that was typed or pasted, read as a value; undefined when it is none of this field's values. */
export function coerceText(field: Field, text: string, today: string): Value | undefined {
  const trimmed = text.trim();
  if (trimmed === '') return null;
  // A percentage is kept as it is said: 13 means 13 %.
  if (isNumeric(field)) return parseNumber(field.type === 'percent' ? trimmed.replace(/[%％]$/, '') : trimmed);
  switch (field.type) {
    case 'date':
      return parseDate(trimmed, today);
    case 'datetime': {
      const instant = new Date(trimmed);
      return Number.isNaN(instant.getTime()) ? undefined : instant.toISOString();
    }
    case 'switch':
      return coerceSwitch(trimmed);
    case 'select':
      return findOption(field, trimmed);
    case 'multi_select':
      return coerceOptions(field, trimmed);
    case 'time':
      return readTime(trimmed);
    case 'cascader':
      return findLeaf(field, trimmed);
    case 'id_number':
    case 'credit_code':
    case 'bank_card':
      return compact(trimmed);
    case 'location':
      return readLocation(trimmed);
    case 'address':
      return { region: null, detail: trimmed, text: trimmed };
    case 'reference':
    case 'person':
    case 'department':
    case 'attachment':
    case 'image':
    case 'signature':
    case 'lookup':
    case 'rollup':
    case 'balance':
    case 'promise':
    case 'lines':
      return undefined;
    default:
      return field.type === 'long_text' || field.type === 'rich_text' ? text : trimmed;
  }
}

const YES = new Set(['true', 'yes', 'y', '1', '是', '√', '✓', '对', '有']);
const NO = new Set(['false', 'no', 'n', '0', '否', '×', '错', '无']);

function coerceSwitch(text: string): boolean | undefined {
  const lower = text.toLowerCase();
  if (YES.has(lower)) return true;
  return NO.has(lower) ? false : undefined;
}

function findOption(field: SelectField, text: string): string | undefined {
  const lower = text.toLowerCase();
  return field.options.find(
    (option) =>
      option.key === text ||
      labelText(option.label, 'zh').toLowerCase() === lower ||
      labelText(option.label, 'en').toLowerCase() === lower,
  )?.key;
}

function coerceOptions(field: SelectField, text: string): string[] | undefined {
  const keys = text
    .split(/[,，、;；]/)
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map((part) => findOption(field, part));
  return keys.every((key) => key !== undefined) ? keys : undefined;
}
