import { Input } from 'antd';
import { useState } from 'react';
import type { NumberField } from '@/engine/blueprint';
import { percentDigits } from '@/engine/numbers';
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

/** The plain digits a person edits; a percentage with its sign, so that what they see is what they mean. */
export function editableNumber(field: NumberField, value: string): string {
  if (value === '' || !/^-?[\d.]+$/.test(value)) return value;
  if (field.type === 'percent') return `${percentDigits(value, 10)}%`;
  return value.includes('.') ? value.replace(/\.?0+$/, '') : value;
}

/** Plain digits while typing, grouped digits when read. */
export function NumberInput({ id, field, value, onText, onBlur, ...props }: NumberInputProps) {
  const label = useLabel();
  const [typed, setTyped] = useState<string | undefined>(undefined);
  const shown = typed ?? (value === '' ? '' : numberText(field, value));
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
      suffix={field.unit ? label(field.unit) : undefined}
      onFocus={(event) => {
        setTyped(editableNumber(field, value));
        const input = event.target;
        requestAnimationFrame(() => input.select());
      }}
      onChange={(event) => {
        const text = event.target.value;
        setTyped(text);
        onText(withPercent(field, text));
      }}
      onBlur={() => {
        setTyped(undefined);
        onBlur?.();
      }}
    />
  );
}

/** In a percentage field 13 means 13 %. */
export function withPercent(field: NumberField, text: string): string {
  const plain = text.trim();
  return field.type === 'percent' && plain !== '' && !/[%％]$/.test(plain) ? `${plain}%` : text;
}
