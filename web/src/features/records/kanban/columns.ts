import type { RecordGroup } from '@/api/records';
import type { Field } from '@/engine/blueprint';
import type { Tree } from '@/engine/list/tree';
import type { ReferenceValue, Value } from '@/engine/values';

/** A column of a board: the records whose field has one value. */
export interface BoardColumn {
  /** `none`, or the value's key or id. */
  key: string;
  label: string | null;
  color: string | undefined;
  value: Value;
  /** Picks its records. */
  filter: Tree;
  count: number;
  totals: RecordGroup['totals'];
}

export const NONE = 'none';

function keyOf(value: RecordGroup['keys'][number]['value']): string {
  if (value === null) return NONE;
  return typeof value === 'object' ? value.id : String(value);
}

/** The columns of a board: every option of a select, also where it has no records; of others the values there are. */
export function boardColumns(
  field: Field,
  groups: readonly RecordGroup[],
  labelOf: (label: Parameters<typeof String>[0], key: string) => string,
): BoardColumn[] {
  const found = groups.flatMap((group): BoardColumn[] => {
    const [key] = group.keys;
    if (!key) return [];
    const value = key.value as string | ReferenceValue | null;
    return [
      {
        key: keyOf(key.value),
        label: key.label,
        color: key.color,
        value,
        filter: group.filter,
        count: group.count,
        totals: group.totals,
      },
    ];
  });
  if (field.type !== 'select') return found;
  const byKey = new Map(found.map((column) => [column.key, column]));
  const options = field.options.map(
    (option): BoardColumn =>
      byKey.get(option.key) ?? {
        key: option.key,
        label: labelOf(option.label, option.key),
        color: option.color,
        value: option.key,
        filter: { field: field.key, op: 'eq', value: option.key },
        count: 0,
        totals: [],
      },
  );
  const known = new Set(field.options.map((option) => option.key));
  // Values of options that were removed, and records without a value, stand at the end.
  const others = found.filter((column) => !known.has(column.key));
  const none = others.some((column) => column.key === NONE)
    ? []
    : [
        {
          key: NONE,
          label: null,
          color: undefined,
          value: null,
          filter: { field: field.key, op: 'empty' as const },
          count: 0,
          totals: [],
        },
      ];
  return [...options, ...others, ...(field.required === true ? [] : none)];
}
