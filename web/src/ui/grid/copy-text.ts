import { type Field, isNumeric, type Language } from '@/engine/blueprint';
import { isEmpty, type Value } from '@/engine/values';
import { editableNumber } from '../inputs/number-input';
import { valueText } from '../values/value-text';

/** A value as a spreadsheet takes it: plain digits, and words that can be pasted back. */
export function copyText(field: Field, value: Value, language: Language, timeZone: string): string {
  if (isNumeric(field)) return isEmpty(value) ? '' : editableNumber(String(value));
  if (field.type === 'switch') {
    if (isEmpty(value)) return '';
    return value === true ? (language === 'zh' ? '是' : 'yes') : language === 'zh' ? '否' : 'no';
  }
  return valueText(field, value, language, timeZone);
}
