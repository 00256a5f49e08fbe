import { useTranslation } from 'react-i18next';
import type { Label } from '@/engine/blueprint';
import type { Difference } from '@/engine/designer/difference';
import { useLabel } from '@/ui/session';
import css from './build.module.css';

/** Names of properties that have a word of their own; the others are called "settings". */
const WORDS = [
  ...['label', 'help', 'type', 'required', 'readOnly', 'visible', 'default', 'formula', 'copy', 'unique', 'width'],
  ...['scale', 'unit', 'minimum', 'maximum', 'options', 'form', 'pattern', 'title', 'icon', 'group', 'position'],
  ...['message', 'fields'],
] as const;

type Word = (typeof WORDS)[number];

/** Changes as sentences, one a line. */
export function Sentences({ sentences }: { sentences: readonly string[] }) {
  return (
    <ul className={css.differences}>
      {[...new Set(sentences)].map((sentence) => (
        <li key={sentence}>{sentence}</li>
      ))}
    </ul>
  );
}

export function useSentence(): (difference: Difference) => string {
  const { t } = useTranslation();
  const label = useLabel();
  const value = (of: unknown): string => {
    if (of === undefined || of === null || of === '') return t('designer.diff.nothing');
    if (typeof of === 'boolean') return of ? t('common.yes') : t('common.no');
    if (typeof of === 'string' || typeof of === 'number') return String(of);
    if (Array.isArray(of)) {
      return of
        .map((each) => (typeof each === 'object' ? label((each as { label?: Label }).label) : String(each)))
        .join('、');
    }
    return label(of as Label, JSON.stringify(of));
  };
  return (difference) => {
    const { subject, kind, property } = difference;
    const name = label(difference.label, difference.key);
    if (subject === 'list') return t('designer.diff.list');
    if (subject === 'layout') return kind === 'moved' ? t('designer.diff.moved', { name }) : t('designer.diff.layout');
    if (kind === 'added' || kind === 'removed') {
      return subject === 'validation'
        ? t(`designer.diff.validation_${kind}`, { name })
        : t(`designer.diff.field_${kind}`, { name });
    }
    const word = WORDS.includes(property as Word)
      ? t(`designer.property.${property as Word}`)
      : t('designer.property.other');
    const values = { word, before: value(difference.before), after: value(difference.after) };
    if (subject === 'form') return t('designer.diff.form', values);
    if (subject === 'validation') return t('designer.diff.validation', { name, ...values });
    return t('designer.diff.field', { name, ...values });
  };
}
