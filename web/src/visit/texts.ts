import type { Label } from '@/engine/blueprint';
import { labelText } from '@/engine/blueprint';
import type { Problem } from '@/engine/form/problems';
import en from '@/i18n/parts/visit.en.json';
import zh from '@/i18n/parts/visit.zh.json';
import { language } from './api';

const texts: unknown = language === 'zh' ? zh : en;

type Speak = (key: string, values?: Record<string, string | number>) => string;

/** A text of the page; names in double braces are put in. */
export const t: Speak = speaker(texts);

/** Finds texts of a part of the page. */
export function speaker(of: unknown): Speak {
  return (key, values = {}) => found(of, key, values);
}

function found(texts: unknown, key: string, values: Record<string, string | number>): string {
  const text = key.split('.').reduce<unknown>((at, name) => (at as Record<string, unknown> | undefined)?.[name], texts);
  return String(text ?? key).replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(values[name] ?? ''));
}

export function label(of: Label | string | undefined, fallback = ''): string {
  return labelText(of, language, fallback);
}

/** A sentence for a problem of a field. */
export function problemText(problem: Problem | undefined): string {
  if (!problem) return '';
  if (problem.code === 'refused') return problem.text ?? '';
  if (problem.code === 'validation') return label(problem.message);
  return t(`visit.problem.${problem.code}`, {
    limit: problem.limit ?? '',
    text: problem.text ?? '',
    option: label(problem.message),
  });
}
