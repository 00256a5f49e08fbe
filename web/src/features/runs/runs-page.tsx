import '@/i18n/channels';
import '@/i18n/rules';
import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, Input, Select } from 'antd';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { loadArtifacts } from '@/api/artifacts';
import { loadRunCounters, loadRuns, RUN_STATES, type RuleRun, type RunQuery, retryAllRuns } from '@/api/runs';
import { groupDigits } from '@/engine/digits';
import { Page, Panel } from '@/ui/page';
import { useErrorText } from '@/ui/problem-text';
import { NoPermission } from '@/ui/refusals';
import { useLabel, useWorkplace } from '@/ui/session';
import { EmptyState, ErrorState, Loading } from '@/ui/states';
import { StateTag } from '@/ui/values/status-tag';
import { Moment } from '@/ui/values/time';
import { RUN_COLORS } from './run-state';
import css from './runs.module.css';

const RunDrawer = lazy(async () => ({ default: (await import('./run-drawer')).RunDrawer }));

/** How often what is going on is asked for while the page is open. */
const LOOK_MS = 5_000;

/** `/runs`: what rules have done, what went wrong, and another try. */
export function RunsPage() {
  const { session } = useWorkplace();
  return session.administers || session.builds ? <Runs /> : <NoPermission />;
}

function Runs() {
  const { t } = useTranslation();
  const label = useLabel();
  const { message, modal } = App.useApp();
  const errorText = useErrorText();
  const queries = useQueryClient();
  const [search, setSearch] = useSearchParams();
  const open = search.get('run') ?? undefined;
  const asked: RunQuery = {
    rule: search.get('rule') ?? undefined,
    state: search.get('state') ?? undefined,
    from: search.get('from') ?? undefined,
    until: search.get('until') ?? undefined,
  };
  const put = (key: keyof RunQuery | 'run', value: string | null | undefined) =>
    setSearch(
      (before) => {
        if (value) before.set(key, value);
        else before.delete(key);
        return before;
      },
      { replace: true },
    );
  const rules = useQuery({ queryKey: ['artifacts', 'rule'], queryFn: () => loadArtifacts('rule') });
  const query = useInfiniteQuery({
    queryKey: ['runs', 'list', asked],
    queryFn: ({ pageParam, signal }) => loadRuns(moments(asked), pageParam, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    staleTime: 0,
    refetchInterval: LOOK_MS,
  });
  const items = query.data?.pages.flatMap((page) => page.items) ?? [];
  const refresh = () => void queries.invalidateQueries({ queryKey: ['runs'] });
  const retryAll = () =>
    modal.confirm({
      title: t('runs.retry_all_title'),
      content: t('runs.retry_all_text'),
      cancelText: t('common.cancel'),
      onOk: async () => {
        try {
          const { runs } = await retryAllRuns(asked.rule);
          void message.success(t('runs.retried', { count: runs }));
        } catch (error) {
          void message.error(errorText(error));
        } finally {
          refresh();
        }
      },
    });
  return (
    <Page
      title={t('runs.title')}
      width="text"
      actions={
        asked.state === 'failed' && items.length > 0 ? <Button onClick={retryAll}>{t('runs.retry_all')}</Button> : null
      }
    >
      <Counters />
      <Panel flush>
        <div className={css.bar}>
          <Select
            className={css.pick ?? ''}
            allowClear
            showSearch={{ optionFilterProp: 'label' }}
            aria-label={t('runs.rule')}
            placeholder={t('runs.rule')}
            value={asked.rule ?? null}
            options={(rules.data?.items ?? []).map((rule) => ({
              value: rule.key,
              label: label(rule.label ?? '', rule.key),
            }))}
            onChange={(next) => put('rule', next)}
          />
          <Select
            className={css.pick ?? ''}
            allowClear
            aria-label={t('runs.state')}
            placeholder={t('runs.state')}
            value={asked.state ?? null}
            options={RUN_STATES.map((each) => ({ value: each, label: t(`runs.states.${each}`) }))}
            onChange={(next) => put('state', next)}
          />
          <Input
            className={css.day ?? ''}
            type="date"
            aria-label={t('runs.from')}
            value={asked.from ?? ''}
            onChange={({ target }) => put('from', target.value)}
          />
          <span aria-hidden>–</span>
          <Input
            className={css.day ?? ''}
            type="date"
            aria-label={t('runs.until')}
            value={asked.until ?? ''}
            onChange={({ target }) => put('until', target.value)}
          />
        </div>
        {query.isPending ? <Loading lines={6} /> : null}
        {query.isError ? <ErrorState error={query.error} retry={() => void query.refetch()} /> : null}
        {query.isSuccess && items.length === 0 ? (
          <EmptyState title={t('runs.none')} hint={t('runs.none_hint')} />
        ) : null}
        <ul>
          {items.map((run) => (
            <li key={run.id}>
              <RunRow run={run} onOpen={() => put('run', run.id)} />
            </li>
          ))}
        </ul>
        {query.hasNextPage ? (
          <div className={css.more}>
            <Button loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
              {t('common.more')}
            </Button>
          </div>
        ) : null}
      </Panel>
      <Suspense fallback={null}>
        {open ? <RunDrawer id={open} onClose={() => put('run', undefined)} onOpen={(id) => put('run', id)} /> : null}
      </Suspense>
    </Page>
  );
}

/** Days of the calendar as the moments between which they lie. */
function moments({ from, until, ...query }: RunQuery): RunQuery {
  const start = (day: string, more: number) => {
    const at = new Date(`${day}T00:00:00`);
    at.setDate(at.getDate() + more);
    return at.toISOString();
  };
  return { ...query, from: from && start(from, 0), until: until && start(until, 1) };
}

function Counters() {
  const { t } = useTranslation();
  const query = useQuery({ queryKey: ['runs', 'counters'], queryFn: loadRunCounters, refetchInterval: LOOK_MS });
  const counters = query.data;
  if (!counters) return null;
  const shown = ['queued', 'later', 'running', 'failed', 'today', 'failedToday'] as const;
  return (
    <dl className={css.counters}>
      {shown.map((key) => (
        <div
          key={key}
          className={`${css.counter} ${(key === 'failed' || key === 'failedToday') && counters[key] > 0 ? css.bad : ''}`}
        >
          <dt>{t(`runs.counters.${key}`)}</dt>
          <dd className="num">{groupDigits(String(counters[key]))}</dd>
        </div>
      ))}
    </dl>
  );
}

const SHORT_MS = 1_000;

export function useDuration(): (ms: number) => string {
  const { t } = useTranslation();
  return (ms) =>
    ms < SHORT_MS ? t('runs.milliseconds', { count: ms }) : t('runs.seconds', { count: Math.round(ms / 100) / 10 });
}

function RunRow({ run, onOpen }: { run: RuleRun; onOpen: () => void }) {
  const { t } = useTranslation();
  const duration = useDuration();
  const failed = run.steps.find((step) => step.state === 'failed');
  const reason = run.error ?? failed?.reason;
  return (
    <button type="button" className={css.run} onClick={onOpen}>
      <span>
        <StateTag color={RUN_COLORS[run.state]}>{t(`runs.states.${run.state}`)}</StateTag>
      </span>
      <span>
        <span className={css.title}>{run.label}</span>
        <span className={css.facts}>
          <span>{run.record.title}</span>
          {run.by.title ? <span>{run.by.title}</span> : null}
          {run.finishedAt ? (
            <span>{duration(new Date(run.finishedAt).getTime() - new Date(run.matchedAt).getTime())}</span>
          ) : null}
        </span>
        {reason && run.state === 'failed' ? <span className={css.reason}>{reason.message}</span> : null}
      </span>
      <span className={css.facts}>
        <Moment at={run.matchedAt} seconds />
      </span>
    </button>
  );
}
