import '@/i18n/ledgers';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Progress } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { atOf, type Check, loadChecks, type Offender, runChecks, runSpeed } from '@/api/ledgers';
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
    if (key === 'flows' || key === 'receivables') return t(`ledgers.${key}`);
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
      {items.length > 0 ? <Summary items={items} /> : null}
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
      <span className={`num ${css.quiet}`}>{check.millis} ms</span>
      {check.examples.length > 0 ? (
        <ul className={css.offenders} aria-label={t('ledgers.check_examples')}>
          {check.examples.map((each) => (
            <li key={each.record ?? each.text}>
              <OffenderLink ledger={check.ledger} offender={each} />
            </li>
          ))}
          {check.offenders > check.examples.length ? (
            <li>{t('ledgers.check_further', { count: check.offenders - check.examples.length })}</li>
          ) : null}
        </ul>
      ) : null}
    </li>
  );
}

function OffenderLink({ ledger, offender }: { ledger: string; offender: Offender }) {
  if (offender.record !== undefined)
    return <Link to={`/forms/${offender.form}/${offender.record}`}>{offender.text}</Link>;
  if (offender.at === undefined) return offender.text;
  return <Link to={`/ledgers/${ledger}?${new URLSearchParams(atOf(offender.at))}`}>{offender.text}</Link>;
}

/** Whether all is well, in one line. */
function Summary({ items }: { items: readonly Check[] }) {
  const { t } = useTranslation();
  const wrong = items.filter((each) => each.offenders > 0).length;
  const compared = items.reduce((sum, each) => sum + each.compared, 0);
  const last = items
    .map((each) => each.checkedAt)
    .sort()
    .at(-1);
  return (
    <p className={css.summary} role="status">
      <b className={wrong === 0 ? css.good : css.bad}>
        {wrong === 0
          ? t('ledgers.check_all', { count: items.length })
          : t('ledgers.check_some', { count: wrong, of: items.length })}
      </b>
      <span className="num">{t('ledgers.check_compared', { count: compared })}</span>
      {last ? <Moment at={last} seconds /> : null}
    </p>
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
