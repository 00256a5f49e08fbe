import { useQueryClient } from '@tanstack/react-query';
import { App } from 'antd';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { changeRecord, type StoredRecord } from '@/api/records';
import type { AttachmentField, Field, Form } from '@/engine/blueprint';
import { isWide } from '@/engine/layout';
import { type FileValue, isEmpty } from '@/engine/values';
import { FileInput } from '@/ui/inputs/file-input';
import { useErrorText } from '@/ui/problem-text';
import { useLabel } from '@/ui/session';
import { ValueView } from '@/ui/values/value-view';
import css from './record.module.css';

const MaskedValue = lazy(async () => ({ default: (await import('./masked-value')).MaskedValue }));

interface RecordValuesProps {
  form: Form;
  record: StoredRecord;
  fields: readonly Field[];
  columns?: number | undefined;
}

/** Values of the head that stand together. Files can be added right here, without opening the form. */
export function RecordValues({ form, record, fields, columns }: RecordValuesProps) {
  const label = useLabel();
  return (
    <dl className={columns === 1 ? css.list : css.values}>
      {fields.map((field) => (
        <div key={field.key} className={isWide(field) ? css.wide : undefined}>
          <dt>{label(field.label, field.key)}</dt>
          <dd>
            <RecordValue field={field} form={form} record={record} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** A field that shows only under a condition is left out where it is empty. */
export function isShown(field: Field, record: StoredRecord): boolean {
  if (field.type === 'lines') return true;
  if (!(field.key in record.values) || field.visible === false) return false;
  return typeof field.visible !== 'string' || !isEmpty(record.values[field.key]);
}

function RecordValue({ field, form, record }: { field: Field; form: Form; record: StoredRecord }) {
  const mayAdd = record.may.edit && field.access !== 'read' && field.readOnly !== true && record.deletedAt === null;
  if (field.type === 'attachment' && mayAdd) return <Files field={field} form={form} record={record} />;
  if (record.reveals?.includes(field.key)) {
    return (
      <Suspense fallback={<ValueView field={field} value={record.values[field.key]} />}>
        <MaskedValue form={form.key} record={record} field={field} />
      </Suspense>
    );
  }
  return <ValueView field={field} value={record.values[field.key]} />;
}

function Files({ field, form, record }: { field: AttachmentField; form: Form; record: StoredRecord }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const { message } = App.useApp();
  const label = useLabel();
  const errorText = useErrorText();
  const value = record.values[field.key];
  const files = isEmpty(value) ? [] : (value as FileValue[]);
  const store = async (next: FileValue[]) => {
    try {
      const ids = next.map((file) => file.id);
      const saved = await changeRecord(form.key, record.id, record.rev, { [field.key]: ids });
      queries.setQueryData(['records', form.key, record.id], saved);
      void message.success(t('form.saved'));
    } catch (error) {
      void message.error(errorText(error));
    }
    void queries.invalidateQueries({ queryKey: ['records', form.key, record.id] });
  };
  return <FileInput value={files} label={label(field.label)} onChange={(next) => void store(next)} />;
}
