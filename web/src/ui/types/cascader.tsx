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
  closed,
  onValue,
}: TypeInputProps<CascaderField>) {
  const text = useLabel();
  const branches = (options: readonly TreeOption[]): Branch[] =>
    options
      .filter((option) => isOpen(option, field.anyLevel === true, closed))
      .map((option) => ({
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

/** Whether an option, or one below it, may be chosen. */
function isOpen(option: TreeOption, anyLevel: boolean, closed: ReadonlySet<string> | undefined): boolean {
  if (!closed) return true;
  if (closed.has(option.key)) return false;
  const below = option.children ?? [];
  return anyLevel || below.length === 0 || below.some((each) => isOpen(each, anyLevel, closed));
}
