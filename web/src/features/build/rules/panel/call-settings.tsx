import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { RuleStep } from '@/engine/rule/document';
import { Group, Row } from '@/features/build/panel/parts';
import { useLabel } from '@/ui/session';
import { useRule } from '../rule-context';
import { useRules } from '../use-rules';
import { RecordChoice, useTargetForm } from './inputs';
import type { SettingsProps } from './settings';

/** Which other rule is run, and for which record; offered are those that can be called for such a record. */
export function Called({ step, onChange }: SettingsProps) {
  const { t } = useTranslation();
  const label = useLabel();
  const { document } = useRule();
  const rules = useRules();
  const target = useTargetForm(step.record ?? 'id');
  const offered = rules.filter(
    (rule) => rule.trigger.called && rule.key !== document.key && (target === undefined || rule.form === target.key),
  );
  const options = offered.map((rule) => ({
    value: rule.key,
    label:
      rule.enabled === false ? t('rules.call.off', { rule: label(rule.label, rule.key) }) : label(rule.label, rule.key),
  }));
  const chosen = step.rule === '' ? undefined : step.rule;
  const other = chosen !== undefined && !options.some((option) => option.value === chosen);
  const unknown = rules.find((rule) => rule.key === chosen);
  return (
    <Group title={t('rules.what')}>
      <RecordChoice
        label={t('rules.call.record')}
        value={step.record ?? 'id'}
        onChange={(record) => onChange({ record: record === 'id' ? undefined : record } as Partial<RuleStep>)}
      />
      <Row label={t('rules.call.rule')} help={t('rules.call.help')}>
        {(id) => (
          <Select
            id={id}
            showSearch={{ optionFilterProp: 'label' }}
            placeholder={t('rules.choose')}
            notFoundContent={t('rules.call.none', { form: label(target?.label, '') })}
            value={chosen ?? null}
            options={other ? [...options, { value: chosen, label: label(unknown?.label, chosen) }] : options}
            onChange={(rule: string | null) => {
              if (rule !== null) onChange({ rule });
            }}
          />
        )}
      </Row>
      {unknown ? (
        <Link to={`/build/rules/${unknown.key}`}>
          {t('rules.call.open', { rule: label(unknown.label, unknown.key) })}
        </Link>
      ) : null}
    </Group>
  );
}
