import { useQuery } from '@tanstack/react-query';
import { Button, Progress } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { loadImport } from '@/api/imports';
import { useLabel } from '@/ui/session';
import { Report } from '@/ui/sheets/report';
import type { Made } from './create-dialog';
import css from './from-file.module.css';

/** The form is there; how far its data is, and where to go from here. */
export function MadeStep({ made }: { made: Made }) {
  const { t } = useTranslation();
  const label = useLabel();
  const job = useQuery({
    queryKey: ['imports', made.job?.id],
    queryFn: () => loadImport(made.job?.id ?? ''),
    enabled: made.job !== undefined,
    initialData: made.job,
    initialDataUpdatedAt: 0,
    refetchInterval: ({ state }) =>
      state.data?.state === 'running' || state.data?.state === 'waiting' ? 1_000 : false,
  }).data;
  const running = job?.state === 'running' || job?.state === 'waiting';
  const name = label(made.label, made.key);
  return (
    <section className={css.card} aria-label={t('from_file.made', { name })}>
      <h2 className={css.lead}>{t('from_file.made', { name })}</h2>
      {made.failure ? (
        <p role="alert" className={css.problem}>
          {t('from_file.data_failed', { reason: made.failure })}{' '}
          <Link to={`/imports/new?form=${made.key}`}>{t('from_file.import_again')}</Link>
        </p>
      ) : null}
      {job && running ? (
        <>
          <p className={css.hint}>{t('from_file.importing')}</p>
          <Progress
            percent={job.total > 0 ? Math.floor((job.done / job.total) * 100) : 0}
            status="active"
            strokeColor="var(--accent)"
            aria-label={t('from_file.importing')}
          />
        </>
      ) : null}
      {job?.problem ? <p className={css.problem}>{job.problem}</p> : null}
      {job?.report && !running ? <Report job={job} report={job.report} /> : null}
      <div className={css.next}>
        <Link to={`/forms/${made.key}`}>
          <Button type="primary">{t('from_file.open')}</Button>
        </Link>
        <Link to={`/build/forms/${made.key}`}>
          <Button>{t('from_file.design')}</Button>
        </Link>
      </div>
    </section>
  );
}
