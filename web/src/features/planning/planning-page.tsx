import '@/i18n/planning';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button, Progress, Tabs } from 'antd';
import { lazy, Suspense, useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { askPlan, loadPlan, type PlanOverview } from '@/api/planning';
import { toWallClock } from '@/engine/dates';
import { formatMoney, formatNumber } from '@/engine/numbers';
import { useFeed } from '@/ui/live';
import { Page } from '@/ui/page';
import { useErrorText } from '@/ui/problem-text';
import { NoPermission } from '@/ui/refusals';
import { useLabel, useWorkplace } from '@/ui/session';
import { EmptyState, ErrorState, Loading } from '@/ui/states';
import css from './planning.module.css';

const MaterialsTab = lazy(async () => ({ default: (await import('./materials-tab')).MaterialsTab }));
const BoardTab = lazy(async () => ({ default: (await import('./board-tab')).BoardTab }));

const KEY = ['planning', 'overview'];

/** `/planning`: what is short and when, what to buy and make, and for whom. */
export function PlanningPage() {
  const { blueprint } = useWorkplace();
  if ((blueprint.planning ?? []).length === 0) return <NoPermission />;
  return <Planning />;
}

function Planning() {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const errorText = useErrorText();
  const queries = useQueryClient();
  const [params, setParams] = useSearchParams();
  const [asking, setAsking] = useState(false);
  const query = useQuery({
    queryKey: KEY,
    queryFn: ({ signal }) => loadPlan(signal),
    refetchInterval: ({ state }) => (state.data?.running ? 1500 : 60_000),
  });
  const refresh = useCallback(() => void queries.invalidateQueries({ queryKey: ['planning'] }), [queries]);
  const running = query.data?.running;
  useFeed('job', ({ id, state }) => {
    if (id === running?.run && state !== 'running') refresh();
  });
  const ask = async () => {
    setAsking(true);
    try {
      await askPlan();
      await queries.invalidateQueries({ queryKey: KEY });
    } catch (error) {
      void message.error(errorText(error));
    } finally {
      setAsking(false);
    }
  };
  const plan = query.data;
  return (
    <Page
      title={t('planning.title')}
      aside={plan ? <AsOf plan={plan} /> : null}
      actions={
        <Button
          type="primary"
          loading={asking || (running !== undefined && running !== null)}
          onClick={() => void ask()}
        >
          {plan?.run ? t('planning.plan') : t('planning.first')}
        </Button>
      }
    >
      {query.isPending ? <Loading lines={8} /> : null}
      {query.isError ? <ErrorState error={query.error} retry={() => void query.refetch()} /> : null}
      {running ? (
        <output>
          {running.total === 0
            ? t('planning.running_start')
            : t('planning.running', { done: running.done, total: running.total })}
          <Progress
            percent={running.total === 0 ? 0 : Math.round((running.done / running.total) * 100)}
            showInfo={false}
            size="small"
            aria-label={t('planning.title')}
          />
        </output>
      ) : null}
      {plan?.state === 'failed' && plan.problem ? <Failed problem={plan.problem} /> : null}
      {plan?.state === 'none' ? <EmptyState title={t('planning.none')} hint={t('planning.none_hint')} /> : null}
      {plan?.run ? (
        <>
          <Figures plan={plan} />
          <Suspense fallback={<Loading lines={8} />}>
            <Tabs
              activeKey={params.get('tab') ?? 'materials'}
              onChange={(tab) => setParams({ tab })}
              destroyOnHidden
              items={[
                {
                  key: 'materials',
                  label: t('planning.tab_materials'),
                  children: <MaterialsTab run={plan.run} />,
                },
                {
                  key: 'board',
                  label: t('planning.tab_board'),
                  children: <BoardTab run={plan.run} today={plan.today ?? ''} onTaken={refresh} />,
                },
              ]}
            />
          </Suspense>
        </>
      ) : null}
    </Page>
  );
}

function AsOf({ plan }: { plan: PlanOverview }) {
  const { t } = useTranslation();
  const label = useLabel();
  const { blueprint } = useWorkplace();
  if (plan.asOf === null) return null;
  const changed = Object.entries(plan.changed).map(([key, count]) =>
    t('planning.changed_form', { form: label(blueprint.forms.find((form) => form.key === key)?.label, key), count }),
  );
  return (
    <span className={css.asOf}>
      {t('planning.as_of', {
        time: toWallClock(plan.asOf, blueprint.workspace.timeZone).slice(5, 16).replace('T', ' '),
      })}
      {changed.length > 0 ? ` · ${t('planning.changed', { what: changed.join(t('planning.board.and')) })}` : null}
    </span>
  );
}

const PROBLEMS = ['circle', 'busy', 'none'] as const;

function Failed({ problem }: { problem: { code: string; circle?: string } }) {
  const { t } = useTranslation();
  const code = PROBLEMS.find((each) => problem.code === `planning.${each}`) ?? 'failed';
  return (
    <Alert
      type="error"
      showIcon
      title={t('planning.failed')}
      description={t(`planning.problem.${code}`, { circle: problem.circle ?? '' })}
    />
  );
}

function Figures({ plan }: { plan: PlanOverview }) {
  const { t } = useTranslation();
  const { figures } = plan;
  if (figures === null) return null;
  const shown = [
    ['short', formatNumber(String(figures.short))],
    ['suggestions', formatNumber(String(figures.suggestions))],
    ['late', formatNumber(String(figures.lateLines))],
    ['late_amount', `¥${formatMoney(figures.lateAmount, 2)}`],
  ] as const;
  return (
    <>
      <div className={css.figures}>
        {shown.map(([key, value]) => (
          <div key={key} className={css.figure}>
            <span>{t(`planning.figure.${key}`)}</span>
            <b>{value}</b>
          </div>
        ))}
      </div>
      {figures.unknown > 0 || figures.withoutBill.length > 0 ? (
        <div className={css.notes}>
          {figures.unknown > 0 ? (
            <Alert type="info" showIcon title={t('planning.left_out', { count: figures.unknown })} />
          ) : null}
          {figures.withoutBill.length > 0 ? (
            <Alert type="warning" showIcon title={t('planning.without_bill', { count: figures.withoutBill.length })} />
          ) : null}
        </div>
      ) : null}
    </>
  );
}
