import { type Field, isNumeric, shownAs } from '@/engine/blueprint';
import type { TotalFunction } from '@/engine/list/view';
import { formatNumber, formatQuantity } from '@/engine/numbers';
import { usePreferences } from '@/ui/preferences';
import { useWorkplace } from '@/ui/session';
import { numberText, valueText } from '@/ui/values/value-text';

/** A total as it is read: amounts as amounts, counts as counts. */
export function useTotalText(): (field: Field, total: { function: TotalFunction; value: string | null }) => string {
  const { language } = usePreferences();
  const { timeZone } = useWorkplace().blueprint.workspace;
  return (listed, { function: how, value }) => {
    const field = shownAs(listed);
    if (value === null) return '—';
    if (how === 'filled' || how === 'empty' || how === 'distinct') return formatNumber(value);
    if (!isNumeric(field)) return valueText(field, value, language, timeZone);
    return how === 'average' ? formatQuantity(value, 4) : numberText(field, value);
  };
}
