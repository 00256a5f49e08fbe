import { Checkbox, InputNumber, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Field } from '@/engine/blueprint';
import { compact } from '@/engine/rule/document';
import { Choice, CountRow, Row } from '@/features/build/panel/parts';
import { useLabel } from '@/ui/session';
import css from '../rules.module.css';
import type { TriggerPartProps } from './settings';
import { ClockRow } from './time-settings';

/** When a date of a record is reached. */
export function DateReached({ trigger, put, dates }: TriggerPartProps & { dates: readonly Field[] }) {
  const { t } = useTranslation();
  const label = useLabel();
  const date = trigger.date ?? { field: '' };
  const isMoment = dates.find((field) => field.key === date.field)?.type === 'datetime';
  const offset = date.offset ?? 0;
  const side = offset < 0 ? 'before' : 'after';
  const change = (patch: Partial<typeof date>, merge?: string) =>
    put({ date: compact({ ...date, ...patch }) as typeof date }, merge);
  return (
    <>
      <Row label={t('rules.trigger.date_field')}>
        {(id) => (
          <Select
            id={id}
            value={date.field === '' ? null : date.field}
            options={dates.map((field) => ({ value: field.key, label: label(field.label, field.key) }))}
            onChange={(field: string) => put({ date: { field, offset } })}
          />
        )}
      </Row>
      <Row label={t('rules.trigger.offset')}>
        {(id) => (
          <span className={css.innerHead}>
            <Select
              aria-label={t('rules.trigger.side')}
              value={side}
              options={(['before', 'after'] as const).map((each) => ({
                value: each,
                label: t(`rules.trigger.${each}`),
              }))}
              onChange={(next) => change({ offset: next === 'before' ? -Math.abs(offset || 1) : Math.abs(offset) })}
            />
            <InputNumber
              id={id}
              min={0}
              max={3650}
              precision={0}
              value={Math.abs(offset)}
              onChange={(next) => change({ offset: (side === 'before' ? -1 : 1) * (next ?? 0) }, 'offset')}
            />
            {isMoment ? (
              <Select
                aria-label={t('rules.wait_unit')}
                value={date.unit ?? 'days'}
                options={(['minutes', 'hours', 'days'] as const).map((unit) => ({
                  value: unit,
                  label: t(`rules.unit.${unit}`),
                }))}
                onChange={(unit) => change({ unit })}
              />
            ) : (
              <span>{t('rules.unit.days')}</span>
            )}
          </span>
        )}
      </Row>
      {isMoment ? null : (
        <>
          <ClockRow value={date.at ?? '09:00'} onChange={(at) => change({ at } as Partial<typeof date>)} />
          <DaysOff
            value={date.days_off ?? 'count'}
            choices={['count', 'next']}
            onChange={(next) => change({ days_off: next === 'next' ? next : undefined } as Partial<typeof date>)}
          />
        </>
      )}
    </>
  );
}

type OnDaysOff = 'count' | 'skip' | 'next';

interface DaysOffProps {
  value: OnDaysOff;
  choices: readonly OnDaysOff[];
  onChange: (next: OnDaysOff) => void;
}

/** What becomes of a day on which nobody works. */
function DaysOff({ value, choices, onChange }: DaysOffProps) {
  const { t } = useTranslation();
  return (
    <Row label={t('rules.trigger.days_off')} help={t('rules.trigger.days_off_help')}>
      {(id) => (
        <Select<OnDaysOff>
          id={id}
          value={value}
          options={choices.map((each) => ({ value: each, label: t(`rules.trigger.days_off_${each}`) }))}
          onChange={onChange}
        />
      )}
    </Row>
  );
}

/** Again and again by the clock. */
export function Schedule({ trigger, put }: TriggerPartProps) {
  const { t } = useTranslation();
  const schedule = trigger.schedule ?? { every: 'day' };
  return (
    <>
      <Row label={t('rules.trigger.every')} help={t('rules.trigger.schedule_help')}>
        {(id) => (
          <Select
            id={id}
            value={schedule.every}
            options={(['hour', 'day', 'week', 'month'] as const).map((every) => ({
              value: every,
              label: t(`rules.trigger.every_${every}`),
            }))}
            onChange={(every) =>
              put({
                schedule: compact({
                  every,
                  together: schedule.together,
                  days_off: every === 'hour' && schedule.days_off === 'next' ? undefined : schedule.days_off,
                  at: schedule.at ?? '09:00',
                  weekdays: every === 'week' ? [1] : undefined,
                  day: every === 'month' ? 1 : undefined,
                }) as typeof schedule,
              })
            }
          />
        )}
      </Row>
      {schedule.every === 'week' ? (
        <Row label={t('rules.trigger.weekdays')}>
          {(id) => (
            <Checkbox.Group
              {...({ id } as object)}
              value={schedule.weekdays ?? []}
              options={([1, 2, 3, 4, 5, 6, 7] as const).map((day) => ({
                value: day,
                label: t(`rules.weekday.${day}`),
              }))}
              onChange={(next) => {
                if (next.length > 0) put({ schedule: { ...schedule, weekdays: (next as number[]).toSorted() } });
              }}
            />
          )}
        </Row>
      ) : null}
      {schedule.every === 'month' ? (
        <CountRow
          label={t('rules.trigger.day')}
          help={t('rules.trigger.day_help')}
          minimum={1}
          maximum={31}
          value={schedule.day ?? 1}
          onChange={(day) => put({ schedule: { ...schedule, day: day ?? 1 } }, 'day')}
        />
      ) : null}
      <ClockRow
        value={schedule.at ?? '09:00'}
        onChange={(at) => put({ schedule: compact({ ...schedule, at }) as typeof schedule })}
      />
      <DaysOff
        value={schedule.days_off ?? 'count'}
        choices={schedule.every === 'hour' ? ['count', 'skip'] : ['count', 'skip', 'next']}
        onChange={(next) =>
          put({
            schedule: compact({ ...schedule, days_off: next === 'count' ? undefined : next }) as typeof schedule,
          })
        }
      />
      <Choice<'each' | 'together'>
        label={t('rules.trigger.for_whom')}
        help={schedule.together ? t('rules.trigger.together_help') : undefined}
        value={schedule.together ? 'together' : 'each'}
        options={[
          { value: 'each', label: t('rules.trigger.each') },
          { value: 'together', label: t('rules.trigger.together') },
        ]}
        onChange={(next) =>
          put({
            schedule: compact({ ...schedule, together: next === 'together' ? true : undefined }) as typeof schedule,
          })
        }
      />
    </>
  );
}
