import { Select } from 'antd';
import type { Department } from '@/api/regions';
import { pathOf, rowsOf } from '@/engine/people/tree';

interface DepartmentPickProps {
  id?: string;
  all: readonly Department[];
  /** These are not offered. */
  without?: ReadonlySet<string>;
  /** What no department means. */
  placeholder: string;
  /** Given and taken back by the form around. */
  value?: string;
  onChange?: (id: string | undefined) => void;
}

/** One department, as a list that shows the tree; found by any part of its path. */
export function DepartmentPick({ id, all, without, placeholder, value, onChange }: DepartmentPickProps) {
  const rows = rowsOf(all, new Set(), false).filter(({ node }) => !without?.has(node.id));
  const closed = all.find((each) => each.id === value && each.disabled);
  return (
    <Select<string>
      {...(id === undefined ? {} : { id })}
      allowClear
      placeholder={placeholder}
      value={value ?? null}
      showSearch={{ filterOption: (text, option) => String(option?.path ?? '').includes(text.trim().toLowerCase()) }}
      options={[
        ...rows.map(({ node, depth }) => ({
          value: node.id,
          label: `${'　'.repeat(depth)}${node.name}`,
          path: pathOf(all, node.id).join('/').toLowerCase(),
        })),
        ...(closed ? [{ value: closed.id, label: closed.name, path: closed.name }] : []),
      ]}
      labelRender={(item) => pathOf(all, String(item.value)).join(' / ')}
      onChange={(next) => onChange?.(next ?? undefined)}
    />
  );
}
