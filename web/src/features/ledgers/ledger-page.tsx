import '@/i18n/ledgers';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Alert, Button, DatePicker, Drawer } from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useParams, useSearchParams } from 'react-router';
import { type BalanceRow, type LedgerView, loadBalances, loadLedger, PAGE } from '@/api/ledgers';
import { formatFigure } from '@/engine/numbers';
import { Page, Panel } from '@/ui/page';
import { NotFound } from '@/ui/refusals';
import { useLabel, useWorkplace } from '@/ui/session';
import { EmptyState, ErrorState, Loading } from '@/ui/states';
import { BalanceDetail } from './balance-detail';
import css from './ledgers.module.css';

/** `/ledgers/{key}`: the balances of a ledger, now or at the end of a day, and what each is made of. */
export function LedgerPage() {
  const { key = '' } = useParams();
  const { blueprint } = useWorkplace();
  const query = useQuery({
    queryKey: ['ledgers', key, blueprint.version],
    queryFn: () => loadLedger(key),
    refetchInterval: ({ state }) => (state.data?.progress.state === 'building' ? 2000 : false),
  });
  if (!blueprint.ledgers?.some((ledger) => ledger.key === key)) return <NotFound />;
  if (query.isPending) return <Loading lines={10} />;
  if (query.isError) return <ErrorState page error={query.error} retry={() => void query.refetch()} />;
  return <Balances key={key} view={query.data} />;
}

const AT = 'at.';

function withoutPlace(search: URLSearchParams): URLSearchParams {
  return new URLSearchParams([...search].filter(([name]) => !name.startsWith(AT)));
}

function Balances({ view }: { view: LedgerView }) {
  const { t } = useTranslation();
  const label = useLabel();
  const [search, setSearch] = useSearchParams();
  const [open, setOpen] = useState<BalanceRow>();
  const { document: ledger, progress } = view;
  const asOf = search.get('asOf');
  const sort = search.get('sort');
  const at = Object.fromEntries(
    [...search].filter(([name]) => name.startsWith(AT)).map(([name, value]) => [name.slice(AT.length), value]),
  );
  const narrowed = Object.keys(at).length > 0;
  const query = useInfiniteQuery({
    queryKey: ['ledgers', ledger.key, 'balances', asOf, sort, at, progress.state],
    queryFn: ({ pageParam, signal }) => loadBalances(ledger.key, { at, asOf, sort, offset: pageParam }, signal),
    initialPageParam: 0,
    getNextPageParam: (page, pages) => (pages.length * PAGE < page.total ? pages.length * PAGE : undefined),
  });
  const rows = query.data?.pages.flatMap((page) => page.rows) ?? [];
  const figures = [...ledger.accounts, ...(ledger.values ?? [])];
  const put = (name: string, value: string) =>
    setSearch(
      (before) => {
        if (value === '') before.delete(name);
        else before.set(name, value);
        return before;
      },
      { replace: true },
    );
  const nameOf = (row: BalanceRow) =>
    ledger.dimensions
      .map(({ key }) => row.names[key])
      .filter(Boolean)
      .join(' / ');
  return (
    <Page
      title={label(ledger.label, ledger.key)}
      aside={query.data ? <span>{t('ledgers.all', { count: query.data.pages[0]?.total ?? 0 })}</span> : null}
    >
      {progress.state === 'building' ? (
        <Alert type="info" showIcon title={t('ledgers.building', { done: progress.done, total: progress.total })} />
      ) : null}
      <Panel flush>
        <div className={css.bar}>
          <label htmlFor="as-of">{t('ledgers.as_of')}</label>
          <DatePicker
            id="as-of"
            className={css.day ?? ''}
            value={asOf ? dayjs(asOf) : null}
            onChange={(day) => put('asOf', day?.format('YYYY-MM-DD') ?? '')}
          />
          {narrowed ? (
            <Button onClick={() => setSearch((before) => withoutPlace(before), { replace: true })}>
              {t('ledgers.everywhere')}
            </Button>
          ) : null}
          {asOf ? <Button onClick={() => put('asOf', '')}>{t('ledgers.as_of_now')}</Button> : null}
        </div>
        {query.isPending ? <Loading lines={8} /> : null}
        {query.isError ? <ErrorState error={query.error} retry={() => void query.refetch()} /> : null}
        {query.isSuccess && rows.length === 0 ? (
          <EmptyState title={t('ledgers.empty')} hint={t('ledgers.empty_hint')} />
        ) : null}
        {rows.length > 0 ? (
          <section className={css.scroll} aria-label={label(ledger.label, ledger.key)}>
            <table className={css.table}>
              <thead>
                <tr>
                  {ledger.dimensions.map((dimension) => (
                    <th key={dimension.key}>{label(dimension.label, dimension.key)}</th>
                  ))}
                  {figures.map((figure) => (
                    <th
                      key={figure.key}
                      className={css.number}
                      aria-sort={sort === figure.key ? 'ascending' : sort === `-${figure.key}` ? 'descending' : 'none'}
                    >
                      <button
                        type="button"
                        onClick={() => put('sort', sort === `-${figure.key}` ? figure.key : `-${figure.key}`)}
                      >
                        {label(figure.label, figure.key)}
                        {sort === figure.key ? ' ↑' : sort === `-${figure.key}` ? ' ↓' : ''}
                      </button>
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {rows.map((row) => (
                  <tr key={JSON.stringify(row.key)}>
                    {ledger.dimensions.map(({ key }, index) => (
                      <td key={key}>
                        {index === 0 ? (
                          <button type="button" className={css.open} onClick={() => setOpen(row)}>
                            {row.names[key]}
                          </button>
                        ) : (
                          row.names[key]
                        )}
                        {index === 0 && row.broken.length > 0 ? (
                          <span className={css.bad}> {t('ledgers.broken')}</span>
                        ) : null}
                      </td>
                    ))}
                    {figures.map(({ key, scale }) => (
                      <td key={key} className={`${css.number} ${row.figures[key]?.startsWith('-') ? css.bad : ''}`}>
                        {formatFigure(row.figures[key] ?? '0', scale)}
                      </td>
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
          </section>
        ) : null}
        {query.hasNextPage ? (
          <div className={css.more}>
            <Button loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
              {t('ledgers.more')}
            </Button>
          </div>
        ) : null}
      </Panel>
      <Drawer
        open={open !== undefined}
        onClose={() => setOpen(undefined)}
        size={640}
        title={open ? nameOf(open) : ''}
        destroyOnHidden
      >
        {open ? <BalanceDetail ledger={ledger} row={open} /> : null}
      </Drawer>
    </Page>
  );
}
