import { DatePicker } from 'antd';
import dayjs from 'dayjs';
import customParseFormat from 'dayjs/plugin/customParseFormat';
import type { DateField } from '@/engine/blueprint';
import { fromWallClock, toWallClock } from '@/engine/dates';
import { useWorkplace } from '../session';

dayjs.extend(customParseFormat);

export interface DateInputProps {
  id?: string | undefined;
  field: Pick<DateField, 'type'>;
  value: string;
  disabled?: boolean;
  invalid?: boolean;
  label?: string;
  describedBy?: string | undefined;
  onChange: (value: string | null) => void;
}

const DAYS = ['YYYY-MM-DD', 'YYYYMMDD', 'YYYY/M/D', 'YYYY.M.D', 'YYYY-M-D', 'M-D', 'M/D'];
const MINUTES = ['YYYY-MM-DD HH:mm', 'YYYY-M-D H:mm', 'YYYY/M/D H:mm', 'YYYYMMDD HHmm'];

/** A day, or a moment in the workspace's time zone whatever the clock of this computer says. */
export function DatePickerInput({ id, field, value, onChange, ...props }: DateInputProps) {
  const { timeZone } = useWorkplace().blueprint.workspace;
  const moment = field.type === 'datetime';
  const wallClock = value === '' ? undefined : moment ? toWallClock(value, timeZone) : value;
  const shown = wallClock === undefined ? null : dayjs(wallClock.replace(' ', 'T'));
  return (
    <DatePicker
      id={id}
      aria-label={id ? undefined : props.label}
      aria-describedby={props.describedBy}
      aria-invalid={props.invalid}
      style={{ width: '100%' }}
      value={shown?.isValid() ? shown : null}
      showTime={moment ? { format: 'HH:mm' } : false}
      format={moment ? MINUTES : DAYS}
      disabled={props.disabled ?? false}
      status={props.invalid ? 'error' : ''}
      onChange={(next) => {
        if (!next) onChange(null);
        else if (moment) onChange(fromWallClock(next.format('YYYY-MM-DD HH:mm:ss'), timeZone) ?? null);
        else onChange(next.format('YYYY-MM-DD'));
      }}
    />
  );
}
