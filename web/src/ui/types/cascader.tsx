import { Cascader } from 'antd';
import type { CascaderField, TreeOption } from '@/engine/blueprint';
import { leaves } from '@/engine/types/cascader';
import { useLabel } from '../session';
import type { TypeInputProps } from './props';

interface Branch {
  value: string;
  label: string;
  children?: Branch[];
}

export function CascaderInput({
  id,
  field,
  value,
  disabled,
  invalid,
  label,
  describedBy,
  onValue,
}: TypeInputProps<CascaderField>) {
  const text = useLabel();
  const branches = (options: readonly TreeOption[]): Branch[] =>
    options.map((option) => ({
      value: option.key,
      label: text(option.label, option.key),
      ...(option.children?.length ? { children: branches(option.children) } : {}),
    }));
  const way = leaves({ ...field, anyLevel: true }).find((leaf) => leaf.key === value)?.way;
  return (
    <Cascader<Branch>
      id={id}
      aria-label={id ? undefined : label}
      aria-describedby={describedBy}
      aria-invalid={invalid}
      style={{ width: '100%' }}
      options={branches(field.options)}
      value={way?.map((option) => option.key) ?? []}
      changeOnSelect={field.anyLevel ?? false}
      showSearch
      allowClear
      disabled={disabled}
      status={invalid ? 'error' : ''}
      onChange={(keys) => onValue(keys?.at(-1) ?? null)}
    />
  );
}
