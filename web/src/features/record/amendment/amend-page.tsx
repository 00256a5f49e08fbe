import '@/i18n/amendment';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { loadRecord, type StoredRecord } from '@/api/records';
import type { Form } from '@/engine/blueprint';
import { NoPermission, NotFound } from '@/ui/refusals';
import { useForm, useLabel } from '@/ui/session';
import { EmptyState, ErrorState, Loading } from '@/ui/states';
import { titleOf } from '../title';
import { AmendForm } from './amend-form';
import { useAmended, useStanding } from './use-amended';

/** `/forms/{form}/{id}/amend` */
export function AmendPage() {
  const { form: key = '', id = '' } = useParams();
  const form = useForm(key);
  const query = useQuery({
    queryKey: ['editing', key, id],
    queryFn: () => loadRecord(key, id),
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (!form) return <NotFound />;
  if (query.isPending) return <Loading lines={8} />;
  if (query.isError) return <ErrorState page error={query.error} retry={() => void query.refetch()} />;
  return <Amending key={id} form={form} record={query.data} />;
}

function Amending({ form, record }: { form: Form; record: StoredRecord }) {
  const { t } = useTranslation();
  const label = useLabel();
  const amended = useAmended(form.key);
  const standing = useStanding(form, record);
  if (!amended) return <NotFound />;
  if (!standing) return <Loading lines={8} />;
  if (!standing.isProtected) return <EmptyState page title={t('amendment.not_open')} />;
  if (!standing.proposes) return <NoPermission />;
  const title = t('amendment.page', { name: label(amended.label, ''), title: titleOf(form, record) });
  return <AmendForm form={form} record={record} title={title} />;
}
