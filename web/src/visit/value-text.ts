import type { Field } from '@/engine/blueprint';
import { groupDigits } from '@/engine/digits';
import { language } from './api';
import { label, t } from './texts';

/** What is read of a value. */
export function valueText(field: Field, value: unknown): string {
  if (value === null || value === undefined) return '';
  switch (field.type) {
    case 'number':
      // What is counted is read without the zeros that its precision asks for.
      return groupDigits(
        String(value)
          .replace(/(\.\d*?)0+$/, '$1')
          .replace(/\.$/, ''),
      );
    case 'money':
      return groupDigits(String(value));
    case 'percent':
      return `${String(value)}%`;
    case 'switch':
      return value === true ? t('visit.yes') : t('visit.no');
    case 'select':
      return label(field.options.find((option) => option.key === value)?.label, String(value));
    case 'multi_select':
      return (value as string[])
        .map((key) => label(field.options.find((option) => option.key === key)?.label, key))
        .join(language === 'zh' ? '、' : ', ');
    case 'datetime':
      return new Date(String(value)).toLocaleString(language === 'zh' ? 'zh-CN' : 'en');
    default:
      return named(value);
  }
}

function named(value: unknown): string {
  if (Array.isArray(value)) return value.map(named).join(language === 'zh' ? '、' : ', ');
  if (typeof value !== 'object' || value === null) return String(value ?? '');
  const { title, text, name } = value as Record<string, unknown>;
  return String(title ?? text ?? name ?? '');
}
