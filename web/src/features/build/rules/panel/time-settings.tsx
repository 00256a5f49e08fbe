import { Input, InputNumber, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { RuleStep } from '@/engine/rule/document';
import { Choice, Group, Row } from '@/features/build/panel/parts';
import css from '../rules.module.css';
import { FieldPath } from './inputs';
import type { SettingsProps } from './settings';

export function Waiting({ step, onChange }: SettingsProps) {
  const { t } = useTranslation();
  const pause = step.for;
  const none = undefined as never;
  return (
    <Group title={t('rules.what')}>
      <Choice<'for' | 'until'>
        label={t('rules.wait_how')}
        value={pause ? 'for' : 'until'}
        options={[
          { value: 'for', label: t('rules.wait_for') },
          { value: 'until', label: t('rules.wait_date') },
        ]}
        onChange={(how) =>
          onChange(
            how === 'for'
              ? { for: { amount: 1, unit: 'days' }, until: none, at: none }
              : { for: none, until: '', at: '09:00' },
          )
        }
      />
      {pause ? (
        <Row label={t('rules.wait_long')}>
          {(id) => (
            <span className={css.innerHead}>
              <InputNumber
                id={id}
                min={1}
                max={10_000}
                precision={0}
                value={pause.amount}
                onChange={(amount) => onChange({ for: { ...pause, amount: amount ?? 1 } }, 'for')}
              />
              <Select
                aria-label={t('rules.wait_unit')}
                style={{ flex: 1 }}
                value={pause.unit}
                options={(['minutes', 'hours', 'days'] as const).map((unit) => ({
                  value: unit,
                  label: t(`rules.unit.${unit}`),
                }))}
                onChange={(unit) => onChange({ for: { ...pause, unit } })}
              />
            </span>
          )}
        </Row>
      ) : (
        <>
          <FieldPath
            label={t('rules.wait_which')}
            types={['date', 'datetime']}
            expected="date"
            value={step.until}
            onChange={(until) => onChange({ until: until ?? '' }, 'until')}
          />
          <ClockRow value={step.at} onChange={(at) => onChange({ at } as Partial<RuleStep>)} />
        </>
      )}
    </Group>
  );
}

/** A time of the day. */
export function ClockRow({
  value,
  onChange,
}: {
  value: string | undefined;
  onChange: (at: string | undefined) => void;
}) {
  const { t } = useTranslation();
  return (
    <Row label={t('rules.at')} help={t('rules.at_help')}>
      {(id) => (
        <Input
          id={id}
          type="time"
          value={value ?? ''}
          onChange={(event) => onChange(event.target.value === '' ? undefined : event.target.value.slice(0, 5))}
        />
      )}
    </Row>
  );
}
