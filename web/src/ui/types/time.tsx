import { TimePicker } from 'antd';
import dayjs from 'dayjs';
import customParseFormat from 'dayjs/plugin/customParseFormat';
import type { TimeField } from '@/engine/blueprint';
import type { TypeInputProps } from './props';

dayjs.extend(customParseFormat);

export function TimeInput({ id, value, disabled, invalid, label, describedBy, onValue }: TypeInputProps<TimeField>) {
  const shown = typeof value === 'string' ? dayjs(value, 'HH:mm') : null;
  return (
    <TimePicker
      id={id}
      aria-label={id ? undefined : label}
      aria-describedby={describedBy}
      aria-invalid={invalid}
      style={{ width: '100%' }}
      format={['HH:mm', 'H:mm', 'HHmm']}
      needConfirm={false}
      value={shown?.isValid() ? shown : null}
      disabled={disabled}
      status={invalid ? 'error' : ''}
      onChange={(next) => onValue(next ? next.format('HH:mm') : null)}
    />
  );
}
