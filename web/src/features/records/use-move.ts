import { useQueryClient } from '@tanstack/react-query';
import { App } from 'antd';
import { useTranslation } from 'react-i18next';
import type { StoredRecord } from '@/api/records';
import type { Form } from '@/engine/blueprint';
import type { EditedCell } from '@/engine/grid/edits';
import { listedField } from '@/engine/system-fields';
import type { Values } from '@/engine/values';
import { saveCells } from '@/ui/grid/save-cells';
import { usePreferences } from '@/ui/preferences';
import { useErrorText } from '@/ui/problem-text';
import { useWorkplace } from '@/ui/session';
import { valueText } from '@/ui/values/value-text';

/**
 * Writes what dragging changes of a record. Somebody else's change of another field is no hindrance; one of the same
 * field is shown and stays.
 */
export function useMove(form: Form): (record: StoredRecord, values: Values) => Promise<boolean> {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const errorText = useErrorText();
  const { language } = usePreferences();
  const { timeZone } = useWorkplace().blueprint.workspace;
  return async (record, values) => {
    const cells = new Map<string, EditedCell>(
      Object.entries(values).map(([key, value]) => [
        key,
        { value, before: record.values[key] ?? null, state: 'saving' as const },
      ]),
    );
    const common = { form: form.key, id: record.id, values, cells };
    let outcome = await saveCells({ ...common, rev: record.rev }, errorText);
    if (outcome.kind === 'conflict' && Object.keys(outcome.theirs).length === 0) {
      outcome = await saveCells({ ...common, rev: outcome.rev }, errorText);
    }
    if (outcome.kind === 'conflict') {
      const [[key, theirs] = ['', null]] = Object.entries(outcome.theirs);
      const field = listedField(form, key);
      void message.warning(
        t('board.conflict', {
          title: record.title,
          value: field ? valueText(field, theirs, language, timeZone) : '',
        }),
      );
    } else if (outcome.kind !== 'saved') void message.error(outcome.message);
    else queries.setQueryData(['records', form.key, record.id], outcome.record);
    await queries.invalidateQueries({ queryKey: ['records', form.key] });
    return outcome.kind === 'saved';
  };
}
