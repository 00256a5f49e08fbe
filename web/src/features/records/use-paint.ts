import { useMemo } from 'react';
import type { StoredRecord } from '@/api/records';
import type { Form } from '@/engine/blueprint';
import { todayIn } from '@/engine/dates';
import { matches } from '@/engine/list/matches';
import type { ColorRule } from '@/engine/list/view';
import { listedField, listedValue } from '@/engine/system-fields';
import type { Paint } from '@/ui/grid/grid-row';
import { useWorkplace } from '@/ui/session';

/** The colours that the conditions of a view give a record; the first that holds wins. */
export function usePaint(
  form: Form,
  rules: readonly ColorRule[],
): ((record: StoredRecord) => Paint | undefined) | undefined {
  const { session, blueprint } = useWorkplace();
  const { timeZone } = blueprint.workspace;
  const me = session.person.id;
  return useMemo(() => {
    if (rules.length === 0) return undefined;
    const place = { form, today: todayIn(timeZone), timeZone, me };
    // The same paint for the same record, so that its row is not drawn again for nothing.
    const known = new WeakMap<StoredRecord, Paint | undefined>();
    return (record) => {
      if (known.has(record)) return known.get(record);
      const value = (key: string) => {
        const field = listedField(form, key);
        return field ? listedValue(record, field) : null;
      };
      let row: string | undefined;
      const cells = new Map<string, string>();
      for (const rule of rules) {
        const taken = rule.field === undefined ? row !== undefined : cells.has(rule.field);
        if (taken || !matches(rule.when, value, place)) continue;
        if (rule.field === undefined) row = rule.color;
        else cells.set(rule.field, rule.color);
      }
      const paint =
        row === undefined && cells.size === 0 ? undefined : { ...(row === undefined ? {} : { row }), cells };
      known.set(record, paint);
      return paint;
    };
  }, [form, rules, timeZone, me]);
}
