import {
  type Field,
  isNumeric,
  type Language,
  labelText,
  type NumberField,
  scaleOf,
  shownAs,
} from '@/engine/blueprint';
import { toWallClock } from '@/engine/dates';
import { formatMoney, formatQuantity } from '@/engine/numbers';
import { wayText } from '@/engine/types/cascader';
import { inFours } from '@/engine/types/checked';
import { plainHtml } from '@/engine/types/rich-text';
import { isAddress, isEmpty, isLocation, isReference, type Value } from '@/engine/values';

export function numberText(field: NumberField, value: string): string {
  // History shows what stood there before the field became a number.
  if (!/^-?\d/.test(value)) return value;
  if (field.type === 'percent') return `${formatQuantity(value, scaleOf(field))}%`;
  if (field.type === 'money') return formatMoney(value, scaleOf(field));
  return formatQuantity(value, scaleOf(field));
}

/** A value as plain text: for cells, copying, comparing. Empty for what is empty. */
export function valueText(asked: Field, value: Value | undefined, language: Language, timeZone: string): string {
  if (isEmpty(value) || value === undefined || value === null) return '';
  const field = shownAs(asked);
  if (isNumeric(field)) return numberText(field, String(value));
  if (isReference(value)) return value.title;
  switch (field.type) {
    case 'datetime':
      return toWallClock(String(value), timeZone).slice(0, -3);
    case 'switch':
      return value === true ? '✓' : '—';
    case 'select':
    case 'multi_select':
      return (Array.isArray(value) ? value : [value])
        .map((key) => labelText(field.options.find((option) => option.key === key)?.label, language, String(key)))
        .join(language === 'zh' ? '、' : ', ');
    case 'cascader':
      return wayText(field, String(value), language);
    case 'rich_text':
      return plainHtml(String(value));
    case 'bank_card':
      return inFours(String(value));
    case 'address':
      return isAddress(value) ? (value.text ?? value.detail) : String(value);
    case 'location':
      return isLocation(value) ? `${value.longitude},${value.latitude}` : String(value);
    case 'attachment':
    case 'image':
    case 'signature':
      return Array.isArray(value)
        ? value.map((file) => (typeof file === 'object' && 'name' in file ? file.name : '')).join('、')
        : '';
    case 'lines':
      return Array.isArray(value) ? String(value.length) : '';
    default:
      return String(value);
  }
}
