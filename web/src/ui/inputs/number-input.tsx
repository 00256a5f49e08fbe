import { Input } from 'antd';
import { useState } from 'react';
import type { NumberField } from '@/engine/blueprint';
import { useLabel } from '../session';
import { numberText } from '../values/value-text';

interface NumberInputProps {
  id?: string | undefined;
  field: NumberField;
  /** The exact number, or the text that is none. */
  value: string;
  disabled?: boolean;
  invalid?: boolean;
  label?: string;
  describedBy?: string | undefined;
  onText: (text: string) => void;
  onBlur?: () => void;
}

/** The digits a person edits: no separators, no zeros that say nothing. */
export function editableNumber(value: string): string {
  return /^-?\d+\.\d+$/.test(value) ? value.replace(/\.?0+$/, '') : value;
}

/** Plain digits while typing, grouped digits when read. */
export function NumberInput({ id, field, value, onText, onBlur, ...props }: NumberInputProps) {
  const label = useLabel();
  const [typed, setTyped] = useState<string | undefined>(undefined);
  const shown = typed ?? (value === '' ? '' : numberText(field, value).replace(/%$/, ''));
  return (
    <Input
      id={id}
      aria-label={id ? undefined : props.label}
      aria-describedby={props.describedBy}
      aria-invalid={props.invalid}
      inputMode="decimal"
      autoComplete="off"
      className="num"
      style={{ textAlign: 'right' }}
      styles={{ input: { textAlign: 'right' } }}
      value={shown}
      disabled={props.disabled ?? false}
      status={props.invalid ? 'error' : ''}
      suffix={field.unit ? label(field.unit) : field.type === 'percent' ? '%' : undefined}
      onFocus={(event) => {
        setTyped(editableNumber(value));
        const input = event.target;
        requestAnimationFrame(() => input.select());
      }}
      onChange={(event) => {
        const text = event.target.value;
        setTyped(text);
        onText(text);
      }}
      onBlur={() => {
        setTyped(undefined);
        onBlur?.();
      }}
    />
  );
}
