import { type Field, isNumeric, type Label, type LinesField, type NumberField, scaleOf } from '../blueprint';
import { Exact } from '../numbers';
import { isBankCard, isCreditCode, isEan13, isIdNumber } from '../types/checked';
import { isEmpty, type Value } from '../values';

/** Why a value does not fit; the pages have a sentence for every code. */
export type ProblemCode =
  | 'required'
  | 'number_format'
  | 'number_scale'
  | 'date_format'
  | 'phone_format'
  | 'email_format'
  | 'url_format'
  | 'choice_format'
  | 'time_format'
  | 'id_number_format'
  | 'credit_code_format'
  | 'bank_card_format'
  | 'barcode_format'
  | 'location_format'
  | 'minimum'
  | 'maximum'
  | 'too_long'
  | 'too_many_files'
  | 'lines_minimum'
  | 'lines_maximum'
  | 'option_closed'
  | 'outside'
  | 'validation'
  | 'refused';

export interface Problem {
  code: ProblemCode;
  limit?: string;
  text?: string;
  message?: Label;
}

const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;
const PHONE = /^\+?[\d\s\-()（）转x#]{5,30}$/;
const URL_START = /^https?:\/\/\S+$/i;
const TEXT_LIMIT = { text: 500, long_text: 20_000, phone: 500, email: 500, url: 500, auto_number: 500 } as const;

/** What is wrong with text that could not be read as a value of this field. */
export function formatProblem(field: Field, text: string): Problem {
  if (isNumeric(field)) return { code: 'number_format', text };
  if (field.type === 'time') return { code: 'time_format', text };
  if (field.type === 'location') return { code: 'location_format', text };
  if (field.type === 'date' || field.type === 'datetime') return { code: 'date_format', text };
  return { code: 'choice_format', text };
}

/** The first thing wrong with a value that is there. */
export function valueProblem(field: Field, value: Value | undefined): Problem | undefined {
  if (isEmpty(value)) return undefined;
  switch (field.type) {
    case 'rating':
      return boundsProblem({ minimum: 1, maximum: field.maximum ?? 5 }, String(value));
    case 'number':
    case 'money':
    case 'percent':
      return scaleProblem(field, String(value)) ?? boundsProblem(field, String(value));
    case 'text':
    case 'long_text':
    case 'phone':
    case 'email':
    case 'url':
    case 'auto_number':
      return textProblem(field, String(value));
    case 'rich_text':
      return [...String(value)].length > (field.maximum ?? 50_000)
        ? { code: 'too_long', limit: String(field.maximum ?? 50_000) }
        : undefined;
    case 'id_number':
      return isIdNumber(String(value)) ? undefined : { code: 'id_number_format' };
    case 'credit_code':
      return isCreditCode(String(value), field.old) ? undefined : { code: 'credit_code_format' };
    case 'bank_card':
      return isBankCard(String(value)) ? undefined : { code: 'bank_card_format' };
    case 'barcode':
      return isCode(field.format, String(value)) ? undefined : { code: 'barcode_format' };
    case 'attachment':
    case 'image':
    case 'signature':
      return field.maximum !== undefined && Array.isArray(value) && value.length > field.maximum
        ? { code: 'too_many_files', limit: String(field.maximum) }
        : undefined;
    case 'lookup':
    case 'rollup':
    case 'balance':
    case 'promise':
    case 'lines':
    case 'time':
    case 'region':
    case 'address':
    case 'location':
    case 'department':
    case 'cascader':
    case 'date':
    case 'datetime':
    case 'switch':
    case 'select':
    case 'multi_select':
    case 'reference':
    case 'person':
      return undefined;
  }
}

function isCode(format: string | undefined, text: string): boolean {
  if (format === 'ean13') return isEan13(text);
  return format === 'code128' ? /^[\x20-\x7e]{1,80}$/.test(text) : text.length <= 500;
}

/** What is typed is kept as it is or refused, never rounded in silence. */
function scaleProblem(field: NumberField, value: string): Problem | undefined {
  const scale = scaleOf(field);
  return new Exact(value).decimalPlaces() > scale ? { code: 'number_scale', limit: String(scale) } : undefined;
}

function boundsProblem(
  field: { minimum?: number | string; maximum?: number | string },
  value: string,
): Problem | undefined {
  const number = new Exact(value);
  if (field.minimum !== undefined && number.lt(field.minimum)) return { code: 'minimum', limit: String(field.minimum) };
  if (field.maximum !== undefined && number.gt(field.maximum)) return { code: 'maximum', limit: String(field.maximum) };
  return undefined;
}

function textProblem(field: { type: keyof typeof TEXT_LIMIT; maximum?: number }, value: string): Problem | undefined {
  const limit = field.maximum ?? TEXT_LIMIT[field.type];
  if ([...value].length > limit) return { code: 'too_long', limit: String(limit) };
  if (field.type === 'email' && !EMAIL.test(value.trim())) return { code: 'email_format', text: value };
  if (field.type === 'phone' && !PHONE.test(value.trim())) return { code: 'phone_format', text: value };
  if (field.type === 'url' && !URL_START.test(value.trim())) return { code: 'url_format', text: value };
  return undefined;
}

export function lineCountProblem(field: LinesField, count: number): Problem | undefined {
  if (field.minimum !== undefined && count < field.minimum) {
    return { code: 'lines_minimum', limit: String(field.minimum) };
  }
  if (field.maximum !== undefined && count > field.maximum) {
    return { code: 'lines_maximum', limit: String(field.maximum) };
  }
  return undefined;
}
