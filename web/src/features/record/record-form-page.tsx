import { useQuery } from '@tanstack/react-query';
import { lazy, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { loadRecord, type StoredRecord } from '@/api/records';
import type { Form } from '@/engine/blueprint';
import { withLocked } from '@/engine/form/locked';
import { NoPermission, NotFound } from '@/ui/refusals';
import { useForm, useLabel } from '@/ui/session';
import { ErrorState, Loading } from '@/ui/states';
import { useAskedForm } from '@/ui/tasks/use-asked-form';
import { useAmended, useStanding } from './amendment/use-amended';
import { RecordForm } from './record-form';
import { titleOf } from './title';

const LockedNote = lazy(async () => ({ default: (await import('./amendment/locked-note')).LockedNote }));

/** `/forms/{form}/new` */
export function NewRecordPage() {
  const { t } = useTranslation();
  const { form: key } = useParams();
  const form = useForm(key);
  const label = useLabel();
  if (!form) return <NotFound />;
  if (!form.may.create) return <NoPermission />;
  return <RecordForm key={form.key} form={form} title={t('form.new', { form: label(form.label, form.key) })} />;
}

/** `/forms/{form}/{id}/edit` */
export function EditRecordPage() {
  const { form: key = '', id = '' } = useParams();
  const form = useForm(key);
  // What somebody else changes meanwhile must not shift what is being typed: saving tells about it.
  const query = useQuery({
    queryKey: ['editing', key, id],
    queryFn: () => loadRecord(key, id),
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (!form) return <NotFound />;
  if (query.isPending) return <Loading lines={8} />;
  if (query.isError) return <ErrorState page error={query.error} retry={() => void query.refetch()} />;
  if (!query.data.may.edit) return <NoPermission />;
  return <Editing key={id} form={form} record={query.data} />;
}

/** What a to-do of this person hides or shows to be read holds here too. */
function Editing({ form, record }: { form: Form; record: StoredRecord }) {
  const { t } = useTranslation();
  const asked = useAskedForm(form, record.id, record.flowState === 'running');
  const amended = useAmended(form.key);
  const standing = useStanding(form, record);
  const locked = amended && standing?.isProtected ? amended : undefined;
  const edited = useMemo(
    () => (asked && locked ? withLocked(asked, locked.fields, record.values) : asked),
    [asked, locked, record.values],
  );
  if (!edited || (amended && !standing)) return <Loading lines={8} />;
  return (
    <RecordForm
      form={edited}
      record={record}
      title={t('form.edit', { title: titleOf(form, record) })}
      note={
        locked && standing ? <LockedNote amended={locked} record={record.id} proposes={standing.proposes} /> : undefined
      }
    />
  );
}
