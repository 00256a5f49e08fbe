import { UploadOutlined } from '@ant-design/icons';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, Progress } from 'antd';
import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import type { FeedEvents } from '@/api/feed';
import { cancelImport, type ImportJob, loadImports } from '@/api/imports';
import { useFeed } from '@/ui/live';
import { Page } from '@/ui/page';
import { useErrorText } from '@/ui/problem-text';
import { NoPermission } from '@/ui/refusals';
import { useWorkplace } from '@/ui/session';
import { Report } from '@/ui/sheets/report';
import { EmptyState, ErrorState, Loading } from '@/ui/states';
import { Moment } from '@/ui/values/time';
import css from './imports.module.css';
import { StartImport } from './start-import';

function isOver(job: ImportJob): boolean {
  return job.state !== 'waiting' && job.state !== 'running';
}

/** `/imports`: files that come in, how far they are, and a report that adds up. */
export function ImportsPage() {
  const { session, blueprint } = useWorkplace();
  const may = session.administers || blueprint.forms.some((form) => form.may.import);
  return may ? <Imports /> : <NoPermission />;
}

function Imports() {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [starting, setStarting] = useState(false);
  const query = useQuery({
    queryKey: ['imports'],
    queryFn: loadImports,
    // The feed tells the progress; asking now and then covers a feed that is not there.
    refetchInterval: (state) => (state.state.data?.items.every(isOver) === false ? 5_000 : false),
  });
  useFeed(
    'job',
    useCallback(
      (event: FeedEvents['job']) => {
        const known = queries.getQueryData<{ items: ImportJob[] }>(['imports']);
        const running = event.state === 'running' && known?.items.some((job) => job.id === event.id);
        if (!running) {
          void queries.invalidateQueries({ queryKey: ['imports'] });
          return;
        }
        queries.setQueryData<{ items: ImportJob[] }>(['imports'], {
          items:
            known?.items.map((job) =>
              job.id === event.id ? { ...job, done: event.done, total: event.total ?? job.total } : job,
            ) ?? [],
        });
      },
      [queries],
    ),
  );
  return (
    <Page
      title={t('imports.title')}
      width="text"
      actions={
        <>
          <Button onClick={() => setStarting(true)}>{t('imports.start')}</Button>
          <Button type="primary" icon={<UploadOutlined aria-hidden />} onClick={() => void navigate('/imports/new')}>
            {t('imports.from_sheet')}
          </Button>
        </>
      }
    >
      {query.isPending ? <Loading lines={6} /> : null}
      {query.isError ? <ErrorState error={query.error} retry={() => void query.refetch()} /> : null}
      {query.data?.items.length === 0 ? <EmptyState title={t('imports.none')} hint={t('imports.none_hint')} /> : null}
      <ul className={css.jobs}>
        {query.data?.items.map((job) => (
          <li key={job.id}>
            <Job job={job} />
          </li>
        ))}
      </ul>
      {starting ? <StartImport onClose={() => setStarting(false)} /> : null}
    </Page>
  );
}

function Job({ job }: { job: ImportJob }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const errorText = useErrorText();
  const cancel = async () => {
    try {
      await cancelImport(job.id);
    } catch (error) {
      void message.error(errorText(error));
    }
    void queries.invalidateQueries({ queryKey: ['imports'] });
  };
  return (
    <article className={css.job}>
      <header>
        <h2 className="ellipsis">{job.name}</h2>
        <span className={`${css.state} ${css[job.state]}`}>{t(`imports.state.${job.state}`)}</span>
        <span className={css.when}>{job.startedAt ? <Moment at={job.startedAt} /> : null}</span>
        {isOver(job) ? null : (
          <Button size="small" danger onClick={() => void cancel()}>
            {t('imports.cancel')}
          </Button>
        )}
      </header>
      {isOver(job) ? null : (
        <Progress
          percent={job.total > 0 ? Math.floor((job.done / job.total) * 100) : 0}
          status="active"
          strokeColor="var(--accent)"
          aria-label={job.name}
        />
      )}
      {job.problem ? <p className={css.failure}>{job.problem}</p> : null}
      {job.report ? <Report job={job} report={job.report} /> : null}
    </article>
  );
}
