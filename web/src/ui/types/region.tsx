import { Cascader } from 'antd';
import type { RegionField } from '@/engine/blueprint';
import { levelOf, type RegionNode } from '@/engine/types/regions';
import type { TypeInputProps } from './props';
import { useRegions } from './use-regions';

const LEVELS = { province: 1, city: 2, county: 3 } as const;

interface Branch {
  value: string;
  label: string;
  children?: Branch[];
}

function branches(nodes: readonly RegionNode[], depth: number): Branch[] {
  return nodes.map((node) => ({
    value: node.code,
    label: node.name,
    ...(levelOf(node.code) < depth && node.children.length > 0 ? { children: branches(node.children, depth) } : {}),
  }));
}

interface RegionSelectProps {
  id?: string | undefined;
  code: string | null;
  level?: RegionField['level'] | undefined;
  /** Whether a province or city may be picked where a county could be. */
  anyLevel?: boolean;
  disabled?: boolean;
  invalid?: boolean;
  label: string;
  describedBy?: string | undefined;
  onChange: (code: string | null) => void;
}

/** Province, city and county, by picking or by typing part of a name. */
export function RegionSelect({ id, code, level = 'county', anyLevel = false, onChange, ...props }: RegionSelectProps) {
  const regions = useRegions();
  return (
    <Cascader<Branch>
      id={id}
      aria-label={id ? undefined : props.label}
      aria-describedby={props.describedBy}
      aria-invalid={props.invalid}
      style={{ width: '100%' }}
      options={regions ? branches(regions.roots, LEVELS[level]) : []}
      loading={!regions}
      value={code === null ? [] : (regions?.way(code) ?? [code])}
      changeOnSelect={anyLevel}
      displayRender={() => (code === null ? '' : (regions?.name(code) ?? '…'))}
      showSearch={{ limit: 50 }}
      allowClear
      disabled={props.disabled ?? false}
      status={props.invalid ? 'error' : ''}
      onChange={(codes) => onChange(codes?.at(-1) ?? null)}
    />
  );
}

interface RegionSelectsProps {
  codes: readonly string[];
  level?: RegionField['level'] | undefined;
  /** Whether a whole province or city stands for itself rather than for each of its counties. */
  parents?: boolean;
  label: string;
  onChange: (codes: string[]) => void;
}

/** Several regions. */
export function RegionSelects({ codes, level = 'county', parents = false, label, onChange }: RegionSelectsProps) {
  const regions = useRegions();
  return (
    <Cascader<Branch>
      multiple
      aria-label={label}
      style={{ width: '100%' }}
      showCheckedStrategy={parents ? Cascader.SHOW_PARENT : Cascader.SHOW_CHILD}
      maxTagCount="responsive"
      options={regions ? branches(regions.roots, LEVELS[level]) : []}
      value={codes.map((code) => regions?.way(code) ?? [code])}
      showSearch={{ limit: 50 }}
      onChange={(ways) => onChange(ways.map((way) => String(way.at(-1))))}
    />
  );
}

export function RegionInput({ field, value, onValue, ...props }: TypeInputProps<RegionField>) {
  const { id, disabled, invalid, label, describedBy } = props;
  return (
    <RegionSelect
      {...{ id, disabled, invalid, label, describedBy }}
      code={typeof value === 'string' ? value : null}
      level={field.level}
      onChange={onValue}
    />
  );
}
