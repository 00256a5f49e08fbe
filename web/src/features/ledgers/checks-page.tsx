import '@/i18n/ledgers';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { type Check, loadChecks, runChecks } from '@/api/ledgers';
import { BusyButton } from '@/ui/busy-button';
import { Page, Panel } from '@/ui/page';
import { NoPermission } from '@/ui/refusals';
import { useLabel, useWorkplace } from '@/ui/session';
import { EmptyState, ErrorState, Loading } from '@/ui/states';
import { Moment } from '@/ui/values/time';
import css from './ledgers.module.css';

/** `/checks`: what always has to be true of this company's own data, and whether it is. */
export function ChecksPage() {
  const { session } = useWorkplace();
  return session.builds || session.administers ? <Checks /> : <NoPermission />;
}

function Checks() {
  const { t } = useTranslation();
  const label = useLabel();
  const { blueprint } = useWorkplace();
  const client = useQueryClient();
  const query = useQuery({ queryKey: ['checks'], queryFn: loadChecks });
  const run = useMutation({
    mutationFn: runChecks,
    onSuccess: (answer) => client.setQueryData(['checks'], answer),
  });
  const items = query.data?.items ?? [];
  const ledgers = [...new Set(items.map(({ ledger }) => ledger))];
  return (
    <Page
      title={t('ledgers.checks')}
      width="text"
      actions={
        <BusyButton type="primary" busy={run.isPending} onClick={() => run.mutate()}>
          {t('ledgers.check_run')}
        </BusyButton>
      }
    >
      <p>{t('ledgers.checks_intro')}</p>
      {run.isError ? <ErrorState error={run.error} /> : null}
      {query.isPending ? <Loading lines={6} /> : null}
      {query.isError ? <ErrorState error={query.error} retry={() => void query.refetch()} /> : null}
      {query.isSuccess && items.length === 0 ? (
        <EmptyState title={t('ledgers.check_empty')} hint={t('ledgers.check_empty_hint')} />
      ) : null}
      {ledgers.map((key) => (
        <Panel key={key} flush title={label(blueprint.ledgers?.find((each) => each.key === key)?.label, key)}>
          <ul className={css.checks}>
            {items
              .filter(({ ledger }) => ledger === key)
              .map((check) => (
                <Line key={check.invariant} check={check} />
              ))}
          </ul>
        </Panel>
      ))}
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
