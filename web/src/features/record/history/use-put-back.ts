import { useQueryClient } from '@tanstack/react-query';
import { App } from 'antd';
import { useTranslation } from 'react-i18next';
import { changeRecord, type StoredRecord } from '@/api/records';
import { type Field, type Form, isSystemMade, type LinesField } from '@/engine/blueprint';
import { type Payload, written } from '@/engine/form/payload';
import { lineChanges } from '@/engine/history/lines';
import { type LineValue, sameValue, type Value } from '@/engine/values';
import { useErrorText } from '@/ui/problem-text';
import { useLabel } from '@/ui/session';

/** Puts a value of the past back into its field; undefined where that cannot be, or would change nothing. */
export function usePutBack(
  form: Form,
  record: StoredRecord,
  field: Field | undefined,
  value: Value,
): (() => void) | undefined {
  const { t } = useTranslation();
  const { message, modal } = App.useApp();
  const label = useLabel();
  const queries = useQueryClient();
  const errorText = useErrorText();
  if (!field || !record.may.edit || record.deletedAt !== null) return undefined;
  if (isSystemMade(field) || field.access === 'read' || field.readOnly === true) return undefined;
  if (record.masked?.includes(field.key) || isThere(field, record.values[field.key], value)) return undefined;
  const store = async () => {
    try {
      const back = field.type === 'lines' ? rows(field, value, record.values[field.key]) : written(value);
      const saved = await changeRecord(form.key, record.id, record.rev, { [field.key]: back } as Payload);
      queries.setQueryData(['records', form.key, record.id], saved);
      void message.success(t('history.put_back_done'));
    } catch (error) {
      void message.error(errorText(error));
    }
    void queries.invalidateQueries({ queryKey: ['records', form.key] });
  };
  return () =>
    void modal.confirm({
      title: t('history.put_back_title'),
      content: t('history.put_back_text', { field: label(field.label, field.key) }),
      okText: t('history.put_back'),
      cancelText: t('common.cancel'),
      onOk: store,
    });
}

function isThere(field: Field, now: Value | undefined, value: Value): boolean {
  if (field.type !== 'lines') return sameValue(now ?? null, value);
  return lineChanges(field.fields, linesOf(now), linesOf(value)).length === 0;
}

function linesOf(value: Value | undefined): LineValue[] {
  return Array.isArray(value) ? (value as LineValue[]) : [];
}

/** Rows as the server takes them: those that are still there keep their ids, the others are made again. */
function rows(field: LinesField, value: Value, now: Value | undefined): Record<string, unknown>[] {
  const there = new Set(linesOf(now).map((row) => row.id));
  const columns = field.fields.filter((column) => !isSystemMade(column) && column.readOnly !== true);
  return linesOf(value).map((row) => {
    const sent: Record<string, unknown> = there.has(row.id) ? { id: row.id } : {};
    for (const column of columns) sent[column.key] = written(row[column.key] ?? null);
    return sent;
  });
}
