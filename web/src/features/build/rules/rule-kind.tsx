import { useTranslation } from 'react-i18next';
import type { Finding } from '@/api/artifacts';
import { mergeRules, type RuleDifference, ruleClashes, ruleDifferences } from '@/engine/rule/difference';
import { type RuleDocument, stepAt, toRule } from '@/engine/rule/document';
import type { BuildKind } from '@/features/build/build-kind';
import { placeOf } from './rule-context';

/** Properties with a word of their own; the others are called settings. */
const WORDS = ['label', 'trigger', 'when', 'enabled', 'form', 'who', 'title', 'body', 'values', 'after', 'to'] as const;

function useSentence(): (difference: RuleDifference) => string {
  const { t } = useTranslation();
  return ({ kind, step, property }) => {
    const name = step ? `${t(`rules.action.${step.action}`)} ${step.key}` : '';
    if (kind !== 'changed') return t(`rules.diff.${kind}`, { name });
    const known = WORDS.find((each) => each === property);
    const word = known ? t(`rules.property.${known}`) : t('rules.property.other');
    return step ? t('rules.diff.changed', { name, word }) : t('rules.diff.rule', { word });
  };
}

/** Rules, as the shared parts of a workbench see them. */
export const RULE_KIND: BuildKind<RuleDocument> = {
  kind: 'rule',
  list: '/build/rules',
  read: toRule,
  merge: mergeRules,
  useChanges: () => {
    const sentence = useSentence();
    return (before, after) => ruleDifferences(before, after).map(sentence);
  },
  useClashes: () => {
    const sentence = useSentence();
    return (base, mine, theirs) => ruleClashes(base, mine, theirs).map(sentence);
  },
  usePlace: () => {
    const { t } = useTranslation();
    return (document: RuleDocument, finding: Finding) => {
      const place = placeOf(document, finding);
      const step = place.kind === 'step' ? stepAt(document, place.key) : undefined;
      if (step) return `${t(`rules.action.${step.action}`)}：`;
      if (place.kind === 'trigger') return `${t('rules.trigger.title')}：`;
      return place.kind === 'when' ? `${t('rules.when.title')}：` : '';
    };
  },
};
