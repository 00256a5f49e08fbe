import { useTranslation } from 'react-i18next';
import type { Operator, Path } from '@/engine/list/tree';
import { useLabel } from '@/ui/session';

/** What a field of a filter is called: its own name, after the reference it is reached through. */
export function usePathName(): (path: Path) => string {
  const label = useLabel();
  return ({ field, through }) =>
    through ? `${label(through.label, through.key)} · ${label(field.label, field.key)}` : label(field.label, field.key);
}

/** An operator in words; days are earlier and later, not smaller and larger. */
export function useOperatorWords(): (path: Pick<Path, 'field'> | undefined, op: Operator) => string {
  const { t } = useTranslation();
  return (path, op) => {
    const dated = path?.field.type === 'date' || path?.field.type === 'datetime' || path?.field.type === 'time';
    if (dated && (op === 'lt' || op === 'le' || op === 'gt' || op === 'ge' || op === 'eq' || op === 'ne')) {
      return t(`filter.day_op.${op}`);
    }
    return t(`filter.op.${op}`);
  };
}
