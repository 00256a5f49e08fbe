import { Input, InputNumber, Segmented, Switch } from 'antd';
import { type ReactNode, useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { Label } from '@/engine/blueprint';
import { usePreferences } from '@/ui/preferences';
import css from './panel.module.css';

/** A group of settings under a heading. */
export function Group({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className={css.group} aria-label={title}>
      <h3>{title}</h3>
      {children}
    </section>
  );
}

interface RowProps {
  label: string;
  help?: string | undefined;
  problem?: string | undefined;
  /** The control, which the label belongs to by this id. */
  children: (id: string) => ReactNode;
}

export function Row({ label, help, problem, children }: RowProps) {
  const id = useId();
  return (
    <div className={css.row}>
      <label htmlFor={id}>{label}</label>
      {children(id)}
      {problem ? (
        <p role="alert" className={css.problem}>
          {problem}
        </p>
      ) : help ? (
        <p className={css.help}>{help}</p>
      ) : null}
    </div>
  );
}

/** A row whose control is a group of its own, such as a choice of words. */
export function Choice<T extends string>(props: {
  label: string;
  help?: string | undefined;
  value: T;
  options: readonly { value: T; label: string; disabled?: boolean }[];
  onChange: (value: T) => void;
  children?: ReactNode;
}) {
  const id = useId();
  return (
    <div className={css.row}>
      <span id={id} className={css.rowLabel}>
        {props.label}
      </span>
      <Segmented<T>
        size="small"
        block
        aria-labelledby={id}
        value={props.value}
        options={[...props.options]}
        onChange={props.onChange}
      />
      {props.children}
      {props.help ? <p className={css.help}>{props.help}</p> : null}
    </div>
  );
}

interface LabelRowProps {
  label: string;
  value: Label | string | undefined;
  long?: boolean;
  autoFocus?: boolean;
  required?: boolean;
  onChange: (value: Label | undefined) => void;
}

/** A text for people in both languages; the reader's own comes first. */
export function LabelRow({ label, value, long, autoFocus, required, onChange }: LabelRowProps) {
  const { t } = useTranslation();
  const { language } = usePreferences();
  const read: Label = typeof value === 'string' ? { zh: value } : (value ?? {});
  const order = language === 'zh' ? (['zh', 'en'] as const) : (['en', 'zh'] as const);
  const write = (which: 'zh' | 'en', text: string) => {
    const next = { ...read, [which]: text === '' ? undefined : text };
    for (const key of ['zh', 'en'] as const) if (next[key] === undefined) delete next[key];
    if (Object.keys(next).length > 0) onChange(next);
    else onChange(required ? { [order[0]]: '' } : undefined);
  };
  return order.map((which, index) => (
    <Row
      key={which}
      label={index === 0 ? label : t(`designer.in_${which}`, { label })}
      problem={
        index === 0 && required && !Object.values(read).some((text) => text.trim() !== '')
          ? t('problem.required')
          : undefined
      }
    >
      {(id) =>
        long ? (
          <Input.TextArea
            id={id}
            autoSize={{ minRows: 1, maxRows: 4 }}
            value={read[which] ?? ''}
            onChange={(event) => write(which, event.target.value)}
          />
        ) : (
          <Input
            id={id}
            autoFocus={(autoFocus ?? false) && index === 0}
            autoComplete="off"
            maxLength={100}
            value={read[which] ?? ''}
            onChange={(event) => write(which, event.target.value)}
          />
        )
      }
    </Row>
  ));
}

interface CountRowProps {
  label: string;
  help?: string;
  value: number | undefined;
  minimum: number;
  maximum: number;
  placeholder?: string;
  onChange: (value: number | undefined) => void;
}

export function CountRow({ label, help, value, minimum, maximum, placeholder, onChange }: CountRowProps) {
  return (
    <Row label={label} help={help}>
      {(id) => (
        <InputNumber
          id={id}
          style={{ width: '100%' }}
          min={minimum}
          max={maximum}
          precision={0}
          placeholder={placeholder ?? ''}
          value={value ?? null}
          onChange={(next) => onChange(next ?? undefined)}
        />
      )}
    </Row>
  );
}

export function SwitchRow(props: { label: string; checked: boolean; help?: string; onChange: (on: boolean) => void }) {
  const id = useId();
  return (
    <div className={css.row}>
      <span className={css.line}>
        <label htmlFor={id} className={css.rowLabel}>
          {props.label}
        </label>
        <Switch id={id} size="small" checked={props.checked} onChange={props.onChange} />
      </span>
      {props.help ? <p className={css.help}>{props.help}</p> : null}
    </div>
  );
}
