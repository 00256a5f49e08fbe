import { useQuery } from '@tanstack/react-query';
import { DatePicker, Input, Select } from 'antd';
import dayjs from 'dayjs';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { type Ageing, loadAgeing } from '@/api/reconcile';
import { groupDigits } from '@/engine/digits';
import { Panel } from '@/ui/page';
import { EmptyState, ErrorState, Loading } from '@/ui/states';
import css from './reconcile.module.css';

const BASES = ['due', 'date', 'delivered'] as const;
const PAUSE_MS = 500;

/** How old what is owed is, by any base, in any buckets, as of any day. */
export function AgeingTab() {
  const { t } = useTranslation();
  const [asOf, setAsOf] = useState<string>();
  const [base, setBase] = useState<string>();
  const [typed, setTyped] = useState<string>();
  const [buckets, setBuckets] = useState<string>();
  useEffect(() => {
    const timer = setTimeout(() => setBuckets(typed?.replace(/[，、\s]+/g, ',').replace(/^,|,$/g, '')), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [typed]);
  const query = useQuery({
    queryKey: ['reconcile', 'ageing', asOf, base, buckets],
    queryFn: ({ signal }) => loadAgeing(asOf, base, buckets, signal),
    placeholderData: (before) => before,
  });
  const { data } = query;
  return (
    <div className={css.stack}>
      <div className={css.bar}>
        <span className={css.choice}>
          {t('reconcile.as_of')}
          <DatePicker
            allowClear={false}
            aria-label={t('reconcile.as_of')}
            value={dayjs(asOf ?? data?.asOf)}
            onChange={(day) => day && setAsOf(day.format('YYYY-MM-DD'))}
          />
        </span>
        <span className={css.choice}>
          {t('reconcile.base')}
          <Select
            style={{ width: 130 }}
            aria-label={t('reconcile.base')}
            value={base ?? data?.base ?? 'due'}
            onChange={setBase}
            options={BASES.map((value) => ({ value, label: t(`reconcile.bases.${value}`) }))}
          />
        </span>
        <span className={css.choice}>
          {t('reconcile.buckets')}
          <Input
            style={{ width: 200 }}
            aria-label={t('reconcile.buckets')}
            value={typed ?? data?.bounds.join(', ') ?? ''}
            onChange={({ target }) => setTyped(target.value)}
          />
        </span>
      </div>
      {query.isPending ? <Loading lines={8} /> : null}
      {query.isError ? <ErrorState error={query.error} retry={() => void query.refetch()} /> : null}
      {data ? <Result answer={data} /> : null}
    </div>
  );
}

function Result({ answer }: { answer: Ageing }) {
  const { t } = useTranslation();
  const first = (index: number) => (index === 0 ? 1 : (answer.bounds[index - 1] ?? 0) + 1);
  const names = [
    t('reconcile.not_due'),
    ...answer.bounds.map((to, index) => t('reconcile.bucket', { from: first(index), to })),
    t('reconcile.older', { days: answer.bounds.at(-1) ?? 0 }),
  ];
  const money = (text: string) => (Number(text) === 0 ? '' : groupDigits(text));
  return (
    <>
      <Panel>
        <div className={css.figures}>
          <span>
            {t('reconcile.receivable')}
            <b>{groupDigits(answer.balance)}</b>
          </span>
          <span>
            {t('reconcile.sales', { days: answer.days })}
            <b>{groupDigits(answer.sales)}</b>
          </span>
          <span>
            {t('reconcile.dso')}
            <b>{answer.dso ?? '—'}</b>
            <span className={css.quiet}>{t('reconcile.dso_hint', { days: answer.days })}</span>
          </span>
        </div>
      </Panel>
      {answer.rows.length === 0 ? <EmptyState title={t('reconcile.no_debts')} /> : null}
      {answer.rows.length > 0 ? (
        <Panel flush>
          <div className={css.table}>
            <table>
              <thead>
                <tr>
                  <th scope="col">{t('reconcile.customer')}</th>
                  {[...names, t('reconcile.ahead'), t('reconcile.net')].map((name) => (
                    <th key={name} scope="col" className={css.number ?? ''}>
                      {name}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                <tr className={css.sum ?? ''}>
                  <td>{t('reconcile.total')}</td>
                  {[...answer.totals, answer.unapplied, answer.balance].map((sum, index) => (
                    // biome-ignore lint/suspicious/noArrayIndexKey: the columns stand in their order
                    <td key={index} className={css.number ?? ''}>
                      {money(sum)}
                    </td>
                  ))}
                </tr>
                {answer.rows.map((row) => (
                  <tr key={row.customer}>
                    <td>
                      <Link to={`/reconcile?tab=statement&customer=${row.customer}`}>{row.name}</Link>
                    </td>
                    {[...row.buckets, row.unapplied, row.balance].map((sum, index) => (
                      // biome-ignore lint/suspicious/noArrayIndexKey: the columns stand in their order
                      <td key={index} className={css.number ?? ''}>
                        {money(sum)}
                      </td>
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </Panel>
      ) : null}
    </>
  );
}
