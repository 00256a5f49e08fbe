import { InputNumber, Segmented, Switch } from 'antd';
import { type ReactNode, useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { Align } from '@/engine/print/document';
import css from './print-designer.module.css';

/** A name and what is set under it. */
export function Row({ label, help, children }: { label: string; help?: string; children: (id: string) => ReactNode }) {
  const id = useId();
  return (
    <div className={css.row}>
      <label htmlFor={id}>{label}</label>
      {children(id)}
      {help ? <p className={css.help}>{help}</p> : null}
    </div>
  );
}

interface NumberRowProps {
  label: string;
  value: number | undefined;
  minimum: number;
  maximum: number;
  unit?: string;
  placeholder?: string;
  onChange: (value: number | undefined) => void;
}

export function NumberRow({ label, value, minimum, maximum, unit, placeholder, onChange }: NumberRowProps) {
  return (
    <Row label={label}>
      {(id) => (
        <InputNumber
          id={id}
          min={minimum}
          max={maximum}
          style={{ width: '100%' }}
          placeholder={placeholder ?? ''}
          suffix={unit}
          value={value ?? null}
          onChange={(next) => onChange(next ?? undefined)}
        />
      )}
    </Row>
  );
}

export function SwitchRow(props: { label: string; checked: boolean; onChange: (on: boolean) => void }) {
  const id = useId();
  return (
    <div className={css.line}>
      <label htmlFor={id}>{props.label}</label>
      <Switch id={id} size="small" checked={props.checked} onChange={props.onChange} />
    </div>
  );
}

export function AlignRow(props: { value: Align; onChange: (align: Align) => void }) {
  const { t } = useTranslation();
  return (
    <Row label={t('print.align')}>
      {(id) => (
        <Segmented<Align>
          id={id}
          size="small"
          value={props.value}
          onChange={props.onChange}
          options={(['left', 'center', 'right'] as const).map((each) => ({
            value: each,
            label: t(`print.aligned.${each}`),
          }))}
        />
      )}
    </Row>
  );
}
