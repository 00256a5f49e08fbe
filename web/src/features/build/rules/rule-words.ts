import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { type Form, findField } from '@/engine/blueprint';
import type { Who } from '@/engine/flow/document';
import type { NamedRecord } from '@/engine/formulas';
import { pathOf } from '@/engine/list/tree';
import type { RuleDocument, RuleStep, RuleTrigger } from '@/engine/rule/document';
import { useConditionWords } from '@/features/build/conditions/condition-words';
import { useEverybody, useRoles } from '@/features/build/use-everybody';
import { usePreferences } from '@/ui/preferences';
import { useLabel, useListText } from '@/ui/session';
import { templateParts } from './template-words';
import { useRules } from './use-rules';

/** A rule as people say it. */
export interface RuleWords {
  trigger: (trigger: RuleTrigger) => string;
  /** A change of a field that sets it off. */
  change: (field: string, change: { from?: string; to?: string }) => string;
  condition: (formula: string) => string;
  action: (step: Pick<RuleStep, 'action'>) => string;
  /** What a step does, in a few words; empty while nothing is said. */
  summary: (step: RuleStep) => string;
  /** How a step is called where others name it. */
  step: (step: RuleStep) => string;
}

const NO_NAMES: readonly NamedRecord[] = [];

function formulasOf(document: RuleDocument): string[] {
  return [
    ...(document.when === undefined ? [] : [document.when]),
    ...document.steps.flatMap((step) => [step.when, step.if].filter((each) => each !== undefined)),
  ];
}

export function useRuleWords(
  document: RuleDocument,
  form: Form | undefined,
  forms: readonly Form[],
  names: readonly NamedRecord[] = NO_NAMES,
): RuleWords {
  const { language } = usePreferences();
  const { t } = useTranslation();
  const label = useLabel();
  const list = useListText();
  const roles = useRoles().data;
  const everybody = useEverybody().data;
  const rules = useRules();
  const people = useMemo(() => new Map((everybody?.items ?? []).map(({ id, name }) => [id, name])), [everybody]);
  const formulas = useMemo(() => formulasOf(document), [document]);
  const conditionWords = useConditionWords({ form, forms, formulas, people });
  return useMemo((): RuleWords => {
    const formName = (key: string | undefined) =>
      label(forms.find((each) => each.key === key)?.label, key === undefined || key === '' ? '…' : key);
    const fieldName = (key: string) => label(form && findField(form.fields, key)?.label, key);
    const who = (whom: Who | undefined): string => {
      const field = whom?.field && form ? pathOf(form, forms, whom.field)?.field : undefined;
      return list([
        ...(whom?.roles ?? []).map((key) => label(roles?.find((each) => each.key === key)?.label, key)),
        ...(whom?.people ?? []).map((id) => people.get(id) ?? '…'),
        ...(whom?.starter ? [t('flows.who.starter')] : []),
        ...(whom?.field ? [field ? label(field.label, field.key) : whom.field] : []),
      ]);
    };
    const target = (record: string | undefined) => {
      if (record === undefined || record === '' || record === 'id')
        return t('rules.this_record', { form: formName(form?.key) });
      const field = form ? pathOf(form, forms, record)?.field : undefined;
      return field ? label(field.label, field.key) : record;
    };
    const change: RuleWords['change'] = (key, { from, to }) => {
      const field = form && findField(form.fields, key);
      const value = (text: string) => {
        const options = field && 'options' in field ? field.options : [];
        const option = (options as { key: string; label?: unknown }[]).find((each) => each.key === text);
        return option ? label(option.label as never, option.key) : text;
      };
      if (to !== undefined && from !== undefined) {
        return t('rules.field_from_to', { field: fieldName(key), from: value(from), to: value(to) });
      }
      if (to !== undefined) return t('rules.field_to', { field: fieldName(key), to: value(to) });
      if (from !== undefined) return t('rules.field_from', { field: fieldName(key), from: value(from) });
      return t('rules.field_changed', { field: fieldName(key) });
    };
    const changes = (trigger: RuleTrigger): string => {
      const kinds = list((trigger.on ?? []).map((kind) => t(`rules.on.${kind}`)));
      const fields = Object.entries(trigger.fields ?? {});
      if (fields.length === 0) return t('rules.when_changed', { form: formName(form?.key), kinds });
      const named = fields.map(([key, wanted]) => change(key, wanted));
      return t('rules.when_fields', { form: formName(form?.key), kinds, fields: named.join(t('rules.or')) });
    };
    const place = form ? { form, forms, names } : undefined;
    const said = (template: string | undefined) =>
      templateParts(template ?? '', place, language)
        .map((part) => (part.isFormula ? `〔${part.text}〕` : part.text))
        .join('');
    const words: RuleWords = {
      trigger: (trigger) => {
        const { date, schedule, button } = trigger;
        if (date) {
          const count = Math.abs(date.offset ?? 0);
          const side = (date.offset ?? 0) < 0 ? 'before' : (date.offset ?? 0) > 0 ? 'after' : 'on';
          const offset = side === 'on' ? '' : `${count} ${t(`rules.unit.${date.unit ?? 'days'}`)}`;
          return t(`rules.date_${side}`, { field: fieldName(date.field), offset, at: date.at ?? '' })
            .trim()
            .concat(date.days_off ? t('rules.put_off') : '');
        }
        if (schedule) {
          const days = list((schedule.weekdays ?? []).map((day) => t(`rules.weekday.${day as 1}`)));
          return t(`rules.every_${schedule.every}`, {
            days,
            day: schedule.day ?? 1,
            at: schedule.at ?? '09:00',
          }).concat(
            schedule.days_off ? t(schedule.days_off === 'skip' ? 'rules.not_on_days_off' : 'rules.put_off') : '',
          );
        }
        if (trigger.flow) {
          const ends = (trigger.flow.ends ?? []).map((end) => t(`rules.end.${end}`));
          return ends.length === 0
            ? t('rules.flow_ends', { form: formName(form?.key) })
            : t('rules.flow_ends_with', { form: formName(form?.key), ends: ends.join(t('rules.or')) });
        }
        if (trigger.called) return t('rules.is_called', { form: formName(form?.key) });
        return button ? t('rules.pressed', { button: label(button.label, '…') }) : changes(trigger);
      },
      change,
      condition: (formula) => (formula.trim() === '' ? t('flows.no_condition') : conditionWords(formula)),
      action: ({ action }) => t(`rules.action.${action}`),
      step: (step) => {
        const said = words.summary(step);
        return said === '' ? words.action(step) : `${words.action(step)}：${said}`;
      },
      summary: (step) => {
        switch (step.action) {
          case 'create_task':
          case 'notify':
            return [said(step.title), who(step.who)].filter(Boolean).join(' → ');
          case 'create_record':
            return formName(step.form);
          case 'update_record':
          case 'delete_record':
          case 'start_flow':
            return target(step.record);
          case 'call_rule':
            return [
              step.rule ? label(rules.find((each) => each.key === step.rule)?.label, step.rule) : '',
              step.record === undefined ? '' : target(step.record),
            ]
              .filter(Boolean)
              .join(' ← ');
          case 'send_email':
            return said(step.subject);
          case 'send_sms':
          case 'send_robot':
            return said(step.title ?? step.body);
          case 'send_webhook':
            return step.to ?? '';
          case 'wait':
            return step.for
              ? `${step.for.amount} ${t(`rules.unit.${step.for.unit}`)}`
              : t('rules.wait_until', { when: fieldName(step.until ?? '') });
          case 'continue_if':
            return words.condition(step.if ?? '');
          case 'for_each':
            return fieldName(step.each ?? '');
          case 'refuse':
            return said(step.message);
        }
      },
    };
    return words;
  }, [t, label, list, roles, people, rules, form, forms, names, language, conditionWords]);
}
