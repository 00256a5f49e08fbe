import { Input } from 'antd';
import { lazy, Suspense } from 'react';
import type { DateInputProps } from './date-picker-input';

const DatePickerInput = lazy(async () => ({ default: (await import('./date-picker-input')).DatePickerInput }));

/** The calendar is large and comes by itself; until it is there its place is kept. */
export function DateInput(props: DateInputProps) {
  return (
    <Suspense fallback={<Input disabled value={props.value.slice(0, 10)} aria-label={props.label} />}>
      <DatePickerInput {...props} />
    </Suspense>
  );
}
