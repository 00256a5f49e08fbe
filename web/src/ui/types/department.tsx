import { useQuery } from '@tanstack/react-query';
import { TreeSelect } from 'antd';
import { type Department, loadDepartments } from '@/api/regions';
import type { DepartmentField } from '@/engine/blueprint';
import { isReference, type ReferenceValue } from '@/engine/values';
import type { TypeInputProps } from './props';

interface Branch {
  value: string;
  title: string;
  children: Branch[];
}

function branches(all: readonly Department[], parent: string | null): Branch[] {
  return all
    .filter((each) => each.parent === parent && !each.disabled)
    .map((each) => ({ value: each.id, title: each.name, children: branches(all, each.id) }));
}

interface DepartmentSelectProps {
  id?: string | undefined;
  value: ReferenceValue[];
  multiple?: boolean;
  disabled?: boolean;
  invalid?: boolean;
  label: string;
  describedBy?: string | undefined;
  onChange: (picked: ReferenceValue[]) => void;
}

/** Departments of the company, picked from their tree. */
export function DepartmentSelect({ id, value, multiple = false, onChange, ...props }: DepartmentSelectProps) {
  const { data, isPending } = useQuery({ queryKey: ['departments'], queryFn: loadDepartments, staleTime: 60_000 });
  const all = data?.items ?? [];
  const name = (key: string) =>
    all.find((each) => each.id === key)?.name ?? value.find((each) => each.id === key)?.title ?? key;
  const closed = value.filter(
    (each) => data !== undefined && !all.some((open) => open.id === each.id && !open.disabled),
  );
  return (
    <TreeSelect<string | string[]>
      id={id}
      aria-label={id ? undefined : props.label}
      aria-describedby={props.describedBy}
      aria-invalid={props.invalid}
      style={{ width: '100%' }}
      multiple={multiple}
      treeData={[
        ...branches(all, null),
        ...closed.map(({ id: key }) => ({ value: key, title: name(key), children: [] })),
      ]}
      treeDefaultExpandAll
      value={multiple ? value.map((each) => each.id) : (value[0]?.id as string)}
      showSearch={{ treeNodeFilterProp: 'title' }}
      allowClear
      loading={isPending}
      disabled={props.disabled ?? false}
      status={props.invalid ? 'error' : ''}
      onChange={(next) => {
        const keys = next === undefined || next === null ? [] : Array.isArray(next) ? next : [next];
        onChange(keys.map((key) => ({ id: key, title: name(key) })));
      }}
    />
  );
}

export function DepartmentInput({ value, onValue, ...props }: TypeInputProps<DepartmentField>) {
  const { id, disabled, invalid, label, describedBy } = props;
  return (
    <DepartmentSelect
      {...{ id, disabled, invalid, label, describedBy }}
      value={isReference(value) ? [value] : []}
      onChange={([next]) => onValue(next ?? null)}
    />
  );
}
