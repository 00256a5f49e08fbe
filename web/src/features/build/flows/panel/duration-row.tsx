import { InputNumber, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import css from '@/features/build/panel/panel.module.css';
import { Row } from '@/features/build/panel/parts';
import { minutesOf, type Unit, unitOf } from '../nodes/duration';

interface DurationRowProps {
  label: string;
  help?: string;
  /** In minutes. */
  value: number;
  working: boolean;
  onChange: (minutes: number) => void;
}

/** A length of time, in the unit people think of it in. */
export function DurationRow({ label, help, value, working, onChange }: DurationRowProps) {
  const { t } = useTranslation();
  const [unit, setUnit] = useState<Unit>(() => unitOf(value, working));
  const factor = minutesOf(unit, working);
  return (
    <Row label={label} help={help}>
      {(id) => (
        <div className={css.pair}>
          <InputNumber
            id={id}
            style={{ width: '100%' }}
            min={0}
            precision={0}
            value={Math.round(value / factor)}
            onChange={(next) => onChange((next ?? 0) * factor)}
          />
          <Select<Unit>
            aria-label={t('flows.time.unit')}
            value={unit}
            options={(['minutes', 'hours', 'days'] as const).map((each) => ({
              value: each,
              label: t(`flows.time.unit_${each}`),
            }))}
            onChange={(next) => {
              const count = Math.round(value / factor);
              setUnit(next);
              onChange(count * minutesOf(next, working));
            }}
          />
        </div>
      )}
    </Row>
  );
}
