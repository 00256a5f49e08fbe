import { useInfiniteQuery, useQueries } from '@tanstack/react-query';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { type BalanceRow, type EntryRow, type Ledger, loadEntries, loadForesight, PAGE } from '@/api/ledgers';
import { formatFigure } from '@/engine/numbers';
import { useLabel, useWorkplace } from '@/ui/session';
import { EmptyState, ErrorState, Loading } from '@/ui/states';
import css from './ledgers.module.css';
import { PromiseBox } from './promise-box';

/** What one balance is made of, and what it will be on the days to come. */
export function BalanceDetail({ ledger, row }: { ledger: Ledger; row: BalanceRow }) {
  const { t } = useTranslation();
  const label = useLabel();
  const { blueprint } = useWorkplace();
  const entries = useInfiniteQuery({
    queryKey: ['ledgers', ledger.key, 'entries', row.key],
    queryFn: ({ pageParam }) => loadEntries(ledger.key, row.key, pageParam),
    initialPageParam: 0,
    getNextPageParam: (page, pages) => (pages.length * PAGE < page.total ? pages.length * PAGE : undefined),
  });
  const accounts = new Map(ledger.accounts.map((account) => [account.key, account]));
  const shown = (ledger.values ?? []).slice(0, 3);
  const foresight = useQueries({
    queries: shown.map(({ key }) => ({
      queryKey: ['ledgers', ledger.key, 'foresight', key, row.key],
      queryFn: () => loadForesight(ledger.key, key, row.key),
    })),
  });
  const rows = entries.data?.pages.flatMap((page) => page.rows) ?? [];
  const nameOf = (entry: EntryRow) => {
    const posting = ledger.postings.find(({ key }) => key === entry.rule);
    const source = blueprint.ledgers?.find(({ key }) => key === posting?.ledger);
    return posting?.ledger === undefined
      ? t('ledgers.entry_hidden')
      : t('ledgers.derived', { ledger: label(source?.label, posting.ledger) });
  };
  return (
    <>
      {shown.map((figure, index) => (
        <section key={figure.key} aria-label={label(figure.label, figure.key)}>
          <h2 className={css.part}>
            {label(figure.label, figure.key)} · {t('ledgers.foresight')}
          </h2>
          <ul className={css.steps}>
            {foresight[index]?.data?.items.map((step, place) => (
              <li key={step.day}>
                {place === 0 ? t('ledgers.from_today') : step.day}{' '}
                <b className="num">{formatFigure(step.amount, figure.scale)}</b>
              </li>
            ))}
          </ul>
        </section>
      ))}
      {ledger.limits?.some(({ everyDay }) => everyDay) ? <PromiseBox ledger={ledger.key} at={row.key} /> : null}
      <h2 className={css.part}>{t('ledgers.entries')}</h2>
      {entries.isPending ? <Loading lines={5} /> : null}
      {entries.isError ? <ErrorState error={entries.error} retry={() => void entries.refetch()} /> : null}
      {entries.isSuccess && rows.length === 0 ? <EmptyState title={t('ledgers.empty')} /> : null}
      {rows.length > 0 ? (
        <div className={css.scroll}>
          <table className={css.table}>
            <thead>
              <tr>
                <th>{t('ledgers.day')}</th>
                <th>{t('ledgers.record')}</th>
                <th>{t('ledgers.account')}</th>
                <th className={css.number}>{t('ledgers.quantity')}</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((entry, index) => (
                <tr key={`${entry.record}${entry.rule}${index.toString()}`}>
                  <td>{entry.day}</td>
                  <td>
                    {entry.record ? (
                      <Link to={`/forms/${entry.form}/${entry.record}`}>{entry.title}</Link>
                    ) : (
                      nameOf(entry)
                    )}
                  </td>
                  <td>{label(accounts.get(entry.account)?.label, entry.account)}</td>
                  <td className={`${css.number} ${entry.quantity.startsWith('-') ? css.bad : ''}`}>
                    {formatFigure(entry.quantity, accounts.get(entry.account)?.scale)}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      ) : null}
      {entries.hasNextPage ? (
        <div className={css.more}>
          <Button loading={entries.isFetchingNextPage} onClick={() => void entries.fetchNextPage()}>
            {t('ledgers.more')}
          </Button>
        </div>
      ) : null}
    </>
  );
}
