import { Rate } from 'antd';
import type { NumberField } from '@/engine/blueprint';
import type { TypeInputProps } from './props';

const MOST = 5;

/** How many stars there are to give. */
export function stars(field: NumberField): number {
  return Number(field.maximum ?? MOST);
}

export function RatingInput({ id, field, value, disabled, label, onValue }: TypeInputProps<NumberField>) {
  return (
    <span id={id}>
      <Rate
        aria-label={label}
        count={stars(field)}
        value={Number(value ?? 0)}
        disabled={disabled}
        onChange={(next) => onValue(next === 0 ? null : String(next))}
      />
    </span>
  );
}
