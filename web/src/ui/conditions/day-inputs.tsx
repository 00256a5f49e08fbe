import { Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { type Between, type ConditionValue, type Day, PERIODS } from '@/engine/list/tree';
import { DateInput } from '@/ui/inputs/date-input';
import css from './conditions.module.css';

interface DayProps {
  value: ConditionValue | undefined;
  label: string;
  onChange: (value: Day | undefined) => void;
}

/** A day of the calendar, or one that moves with today. */
export function DayInput({ value, label, onChange }: DayProps) {
  const { t } = useTranslation();
  const away = typeof value === 'object' && value !== null && 'today' in value ? Number(value.today) : undefined;
  const kind = away !== undefined ? (away < 0 ? 'before' : 'after') : value === 'today' ? 'today' : 'on';
  return (
    <span className={`${css.value} ${css.pair}`}>
      <Select
        aria-label={t('filter.day_kind')}
        className={css.dayKind ?? ''}
        value={kind}
        options={(['on', 'today', 'before', 'after'] as const).map((each) => ({
          value: each,
          label: t(`filter.day.${each}`),
        }))}
        onChange={(next) => {
          if (next === 'today') onChange('today');
          else if (next === 'on') onChange(undefined);
          else onChange({ today: next === 'before' ? -7 : 7 });
        }}
      />
      {kind === 'on' ? (
        <DateInput
          field={{ type: 'date' }}
          value={typeof value === 'string' ? value : ''}
          label={label}
          onChange={(day) => onChange(day ?? undefined)}
        />
      ) : null}
      {away === undefined ? null : (
        <Days count={Math.abs(away)} onChange={(count) => onChange({ today: kind === 'before' ? -count : count })} />
      )}
    </span>
  );
}

export function DaysInput({ value, onChange }: { value: Between; onChange: (value: Between) => void }) {
  const { t } = useTranslation();
  const side = (key: 'from' | 'to', label: string) => (
    <DateInput
      field={{ type: 'date' }}
      label={label}
      value={typeof value[key] === 'string' ? value[key] : ''}
      onChange={(day) => {
        const { [key]: _, ...rest } = value;
        onChange(day === null ? rest : { ...rest, [key]: day });
      }}
    />
  );
  return (
    <span className={`${css.value} ${css.pair}`}>
      {side('from', t('filter.from'))}
      <span aria-hidden>–</span>
      {side('to', t('filter.to'))}
    </span>
  );
}

/** A period that has a name, or so many days back or ahead. */
export function PeriodInput({
  value,
  onChange,
}: {
  value: ConditionValue | undefined;
  onChange: (value: ConditionValue) => void;
}) {
  const { t } = useTranslation();
  const counted =
    typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.entries(value)[0] : undefined;
  const unit = counted?.[0];
  const kind =
    unit === 'last' || unit === 'next'
      ? unit
      : typeof value === 'string'
        ? value
        : unit === undefined
          ? undefined
          : 'fixed';
  const fixed = kind === 'fixed' ? [{ value: 'fixed', label: String(counted?.[1]) }] : [];
  return (
    <span className={`${css.value} ${css.pair}`}>
      <Select
        aria-label={t('filter.period')}
        style={{ minWidth: 120, flex: 1 }}
        value={kind}
        placeholder={t('filter.period')}
        options={[
          ...fixed,
          { value: 'last', label: t('filter.last_days') },
          { value: 'next', label: t('filter.next_days') },
          ...PERIODS.map((period) => ({ value: period, label: t(`filter.periods.${period}`) })),
        ]}
        onChange={(next) => onChange(next === 'last' ? { last: 7 } : next === 'next' ? { next: 7 } : next)}
      />
      {unit === 'last' || unit === 'next' ? (
        <Days
          count={Number(counted?.[1])}
          onChange={(count) => onChange(unit === 'last' ? { last: count } : { next: count })}
        />
      ) : null}
    </span>
  );
}

function Days({ count, onChange }: { count: number; onChange: (count: number) => void }) {
  const { t } = useTranslation();
  return (
    <Input
      className={css.days ?? ''}
      aria-label={t('filter.days')}
      inputMode="numeric"
      suffix={t('filter.days')}
      defaultValue={String(count)}
      onChange={(event) => {
        const next = Number(event.target.value);
        if (Number.isInteger(next) && next > 0 && next <= 3660) onChange(next);
      }}
    />
  );
}
