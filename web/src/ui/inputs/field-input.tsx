import { Input, Select, Switch } from 'antd';
import { Suspense } from 'react';
import type { Choice } from '@/api/records';
import { type Field, isNumeric } from '@/engine/blueprint';
import type { ChoiceLimits } from '@/engine/form/among';
import { isReference, type Value } from '@/engine/values';
import { useLabel } from '../session';
import { TYPE_INPUTS } from '../types/inputs';
import { StatusTag } from '../values/status-tag';
import { ChoiceSelect } from './choice-select';
import { DateInput } from './date-input';
import { NumberInput } from './number-input';

interface FieldInputProps {
  id?: string | undefined;
  field: Field;
  value: Value;
  /** Text that could not be read as a value. */
  raw?: string | undefined;
  disabled?: boolean;
  invalid?: boolean;
  describedBy?: string | undefined;
  /** Options that may not be chosen at present. */
  closed?: ReadonlySet<string> | undefined;
  /** What limits the records that may be picked at present. */
  limits?: (() => ChoiceLimits | undefined) | undefined;
  onText: (text: string) => void;
  onValue: (value: Value, picked?: readonly Choice[]) => void;
}

/** The input that a field's type asks for. */
export function FieldInput(props: FieldInputProps) {
  const { field, value, raw, onText, onValue } = props;
  const label = useLabel();
  const common = {
    id: props.id,
    disabled: props.disabled ?? false,
    invalid: props.invalid ?? false,
    label: label(field.label, field.key),
    describedBy: props.describedBy,
  };
  const text = raw ?? (typeof value === 'string' ? value : '');
  const Own = TYPE_INPUTS[field.type];
  if (Own) {
    return (
      <Suspense fallback={<Input disabled aria-label={common.label} />}>
        <Own
          {...common}
          field={field}
          value={value}
          raw={raw}
          closed={props.closed}
          onText={onText}
          onValue={onValue}
        />
      </Suspense>
    );
  }
  if (isNumeric(field)) return <NumberInput {...common} field={field} value={text} onText={onText} />;
  switch (field.type) {
    case 'date':
    case 'datetime':
      return <DateInput {...common} field={field} value={text} onChange={onValue} />;
    case 'switch':
      return (
        <Switch
          id={common.id ?? ''}
          aria-label={common.label}
          checked={value === true}
          disabled={common.disabled}
          onChange={(checked) => onValue(checked)}
        />
      );
    case 'select':
    case 'multi_select':
      return (
        <Select<string | string[]>
          id={common.id}
          aria-label={common.id ? undefined : common.label}
          aria-invalid={common.invalid}
          style={{ width: '100%' }}
          mode={field.type === 'multi_select' ? 'multiple' : undefined}
          value={value === null ? undefined : (value as string | string[])}
          disabled={common.disabled}
          status={common.invalid ? 'error' : ''}
          allowClear
          showSearch={{ optionFilterProp: 'title' }}
          options={field.options
            .filter(({ key }) => !props.closed?.has(key))
            .map((option) => ({ value: option.key, title: label(option.label), option }))}
          optionRender={(item) => <StatusTag option={item.data.option} />}
          labelRender={(item) => {
            const option = field.options.find((each) => each.key === item.value);
            return option ? <StatusTag option={option} /> : item.value;
          }}
          onChange={(next) => onValue(next ?? null)}
        />
      );
    case 'reference':
    case 'person':
      return (
        <ChoiceSelect
          {...common}
          field={field}
          value={isReference(value) ? [value] : []}
          limits={props.limits}
          onChange={([next], picked) => onValue(next ?? null, picked)}
        />
      );
    case 'long_text':
      return (
        <Input.TextArea
          id={common.id}
          aria-describedby={common.describedBy}
          aria-invalid={common.invalid}
          autoSize={{ minRows: 2, maxRows: 8 }}
          value={text}
          disabled={common.disabled}
          status={common.invalid ? 'error' : ''}
          onChange={(event) => onText(event.target.value)}
        />
      );
    case 'lines':
      return null;
    default:
      return (
        <Input
          id={common.id}
          aria-describedby={common.describedBy}
          aria-invalid={common.invalid}
          autoComplete="off"
          type={field.type === 'phone' ? 'tel' : field.type === 'email' ? 'email' : 'text'}
          value={text}
          disabled={common.disabled}
          status={common.invalid ? 'error' : ''}
          onChange={(event) => onText(event.target.value)}
        />
      );
  }
}
