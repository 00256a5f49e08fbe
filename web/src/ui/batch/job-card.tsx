import '@/i18n/batch';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Button, Progress } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { type BatchJob, type BatchOutcome, loadBatchRows } from '@/api/batches';
import { findField } from '@/engine/blueprint';
import { groupDigits } from '@/engine/digits';
import { useForm, useLabel, useListText } from '../session';
import { ErrorState, Loading } from '../states';
import { Moment } from '../values/time';
import css from './batch.module.css';
import { isOver, useJob, useJobActions } from './use-job';

const OUTCOMES: readonly BatchOutcome[] = ['changed', 'refused', 'same', 'undone', 'kept'];

/** A change of many records: how far it is, what became of them, and the way back. */
export function JobCard({ job: first, plain = false }: { job: BatchJob; plain?: boolean }) {
  const { t } = useTranslation();
  const label = useLabel();
  const listed = useListText();
  const job = useJob(first);
  const { cancel, undo } = useJobActions(job);
  const form = useForm(job.form);
  const fields = job.fields.map((key) => label(form && findField(form.fields, key)?.label, key));
  const over = isOver(job);
  return (
    <article className={`${css.job} ${plain ? css.plain : ''}`}>
      <header className={css.head}>
        <h2>
          {t(`batch.kind.${job.kind}`)} {label(form?.label, job.form)}
          {fields.length > 0 ? `：${listed(fields)}` : ''}
        </h2>
        <span className={`${css.state} ${css[job.state] ?? ''}`} role="status">
          {t(`batch.state.${job.state}`)}
        </span>
        <span className={css.when}>
          <Moment at={job.askedAt} />
        </span>
        {job.state === 'running' ? (
          <Button size="small" danger disabled={job.cancelling} onClick={cancel}>
            {job.cancelling ? t('batch.cancelling') : t('batch.cancel')}
          </Button>
        ) : null}
        {job.mayUndo ? (
          <Button size="small" onClick={undo}>
            {t('batch.undo')}
          </Button>
        ) : null}
      </header>
      {over ? null : <Bar job={job} />}
      {job.problem ? <p className={css.problem}>{job.problem}</p> : null}
      <Outcomes job={job} />
    </article>
  );
}

function Bar({ job }: { job: BatchJob }) {
  const { t } = useTranslation();
  const total = job.state === 'undoing' ? job.outcomes.changed : job.total;
  return (
    <Progress
      percent={total > 0 ? Math.floor((job.done / total) * 100) : 0}
      format={() => `${groupDigits(String(job.done))} / ${groupDigits(String(total))}`}
      status="active"
      strokeColor="var(--accent)"
      aria-label={t('batch.job_of')}
    />
  );
}

/** How many came to which end; a count opens its records. */
function Outcomes({ job }: { job: BatchJob }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState<BatchOutcome | undefined>(undefined);
  const shown = OUTCOMES.filter((outcome) => job.outcomes[outcome] > 0);
  if (shown.length === 0) return null;
  return (
    <>
      <div className={css.counts}>
        {shown.map((outcome) => (
          <button
            key={outcome}
            type="button"
            className={css.count}
            aria-expanded={open === outcome}
            onClick={() => setOpen(open === outcome ? undefined : outcome)}
          >
            {t(`batch.outcome.${outcome}`)}{' '}
            <strong className="num">{groupDigits(String(job.outcomes[outcome]))}</strong>
          </button>
        ))}
      </div>
      {open ? <Rows key={`${open}/${job.state}`} job={job} outcome={open} /> : null}
    </>
  );
}

function Rows({ job, outcome }: { job: BatchJob; outcome: BatchOutcome }) {
  const { t } = useTranslation();
  const query = useInfiniteQuery({
    queryKey: ['batch', job.id, 'rows', outcome, job.outcomes[outcome]],
    queryFn: ({ pageParam }) => loadBatchRows(job.id, outcome, pageParam),
    initialPageParam: 0,
    getNextPageParam: (page) => page.next,
  });
  if (query.isPending) return <Loading lines={3} />;
  if (query.isError) return <ErrorState error={query.error} retry={() => void query.refetch()} />;
  return (
    <ul className={css.rows}>
      {query.data.pages
        .flatMap((page) => page.items)
        .map((row) => (
          <li key={row.number}>
            {row.title === null ? (
              <span>{t('batch.no_title')}</span>
            ) : (
              <Link to={`/forms/${job.form}/${row.record}`}>{row.title}</Link>
            )}
            {row.reason ? <span className={css.reason}>{row.reason}</span> : null}
          </li>
        ))}
      {query.hasNextPage ? (
        <li>
          <Button
            size="small"
            type="link"
            loading={query.isFetchingNextPage}
            onClick={() => void query.fetchNextPage()}
          >
            {t('batch.more_rows')}
          </Button>
        </li>
      ) : null}
    </ul>
  );
}
