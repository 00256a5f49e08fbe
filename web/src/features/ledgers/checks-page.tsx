import '@/i18n/ledgers';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Progress } from 'antd';
import { useTranslation } from 'react-i18next';
import { type Check, loadChecks, runChecks, runSpeed } from '@/api/ledgers';
import { BusyButton } from '@/ui/busy-button';
import { Page, Panel } from '@/ui/page';
import { NoPermission } from '@/ui/refusals';
import { useLabel, useWorkplace } from '@/ui/session';
import { EmptyState, ErrorState, Loading } from '@/ui/states';
import { Moment } from '@/ui/values/time';
import css from './ledgers.module.css';

const LOOK_MS = 1_000;

/** `/checks`: what always has to be true of this company's own data, and whether it is; and how fast it is. */
export function ChecksPage() {
  const { session } = useWorkplace();
  return session.builds || session.administers ? <Checks /> : <NoPermission />;
}

function useSubject(): (key: string) => string {
  const { t } = useTranslation();
  const label = useLabel();
  const { blueprint } = useWorkplace();
  return (key) => {
    if (key === 'flows') return t('ledgers.flows');
    const form = key.startsWith('form/') ? key.slice(5) : undefined;
    if (form === undefined) return label(blueprint.ledgers?.find((each) => each.key === key)?.label, key);
    return t('ledgers.form', { form: label(blueprint.forms.find((each) => each.key === form)?.label, form) });
  };
}

function Checks() {
  const { t } = useTranslation();
  const subject = useSubject();
  const client = useQueryClient();
  const query = useQuery({
    queryKey: ['checks'],
    queryFn: loadChecks,
    refetchInterval: ({ state }) => (state.data && state.data.progress.state !== 'done' ? LOOK_MS : false),
  });
  const run = useMutation({
    mutationFn: runChecks,
    onSuccess: (answer) => client.setQueryData(['checks'], answer),
  });
  const items = query.data?.items ?? [];
  const progress = query.data?.progress;
  const subjects = [...new Set(items.map(({ ledger }) => ledger))];
  const busy = run.isPending || (progress !== undefined && progress.state !== 'done');
  return (
    <Page
      title={t('ledgers.checks')}
      width="text"
      actions={
        <BusyButton type="primary" busy={busy} onClick={() => run.mutate()}>
          {t('ledgers.check_run')}
        </BusyButton>
      }
    >
      <p>{t('ledgers.checks_intro')}</p>
      {busy && progress ? (
        <Progress
          aria-label={t('ledgers.check_progress')}
          percent={progress.total === 0 ? 0 : Math.round((progress.done / progress.total) * 100)}
        />
      ) : null}
      {run.isError ? <ErrorState error={run.error} /> : null}
      {query.isPending ? <Loading lines={6} /> : null}
      {query.isError ? <ErrorState error={query.error} retry={() => void query.refetch()} /> : null}
      {query.isSuccess && items.length === 0 && !busy ? (
        <EmptyState title={t('ledgers.check_empty')} hint={t('ledgers.check_empty_hint')} />
      ) : null}
      {subjects.map((key) => (
        <Panel key={key} flush title={subject(key)}>
          <ul className={css.checks}>
            {items
              .filter(({ ledger }) => ledger === key)
              .map((check) => (
                <Line key={check.invariant} check={check} />
              ))}
          </ul>
        </Panel>
      ))}
      <SpeedPanel />
    </Page>
  );
}

function Line({ check }: { check: Check }) {
  const { t } = useTranslation();
  return (
    <li>
      <b>{t(`ledgers.invariant.${check.invariant}`)}</b>
      {check.offenders === 0 ? (
        <span className={css.good}>{t('ledgers.check_holds')}</span>
      ) : (
        <span className={css.bad}>{t('ledgers.check_offenders', { count: check.offenders })}</span>
      )}
      <span className="num">{t('ledgers.check_compared', { count: check.compared })}</span>
      <span className="num">{check.millis} ms</span>
      <Moment at={check.checkedAt} seconds />
      {check.examples.length > 0 ? (
        <span className={css.bad}>
          {t('ledgers.check_examples')}: {check.examples.join('; ')}
        </span>
      ) : null}
    </li>
  );
}

const inMillis = (micros: number) => (micros / 1000).toFixed(micros < 10_000 ? 2 : 0);

/** How fast the usual work is on this company's own data, measured when it is asked for. */
function SpeedPanel() {
  const { t } = useTranslation();
  const label = useLabel();
  const { blueprint } = useWorkplace();
  const speed = useMutation({ mutationFn: runSpeed });
  const name = (key: string) =>
    label([...blueprint.forms, ...(blueprint.ledgers ?? [])].find((each) => each.key === key)?.label, key);
  return (
    <Panel
      flush
      title={t('ledgers.speed')}
      extra={
        <BusyButton size="small" busy={speed.isPending} onClick={() => speed.mutate()}>
          {t('ledgers.speed_run')}
        </BusyButton>
      }
    >
      {speed.isError ? <ErrorState error={speed.error} /> : null}
      <ul className={css.checks}>
        {speed.data ? (
          speed.data.items.map((each) => (
            <li key={`${each.work}/${each.subject}`}>
              <b>
                {t(`ledgers.work.${each.work}`)} {each.subject === '' ? '' : name(each.subject)}
              </b>
              <span className="num">{t('ledgers.median', { time: inMillis(each.median) })}</span>
              <span className="num">{t('ledgers.worst', { time: inMillis(each.worst) })}</span>
              <span className="num">{t('ledgers.rounds', { count: each.rounds })}</span>
            </li>
          ))
        ) : (
          <li>{t('ledgers.speed_intro')}</li>
        )}
      </ul>
    </Panel>
  );
}
