import '@/i18n/batch';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { loadBatches } from '@/api/batches';
import { JobCard } from '@/ui/batch/job-card';
import { Page } from '@/ui/page';
import { EmptyState, ErrorState, Loading } from '@/ui/states';
import css from './batches.module.css';

/** `/batches`: the changes of many records one has asked for, how far they are, and the way back. */
export function BatchesPage() {
  const { t } = useTranslation();
  const query = useQuery({ queryKey: ['batches'], queryFn: loadBatches });
  return (
    <Page title={t('batch.list_title')} width="text">
      {query.isPending ? <Loading lines={6} /> : null}
      {query.isError ? <ErrorState error={query.error} retry={() => void query.refetch()} /> : null}
      {query.data?.items.length === 0 ? <EmptyState title={t('batch.none')} hint={t('batch.done_hint')} /> : null}
      <ul className={css.jobs}>
        {query.data?.items.map((job) => (
          <li key={job.id}>
            <JobCard job={job} />
          </li>
        ))}
      </ul>
    </Page>
  );
}
