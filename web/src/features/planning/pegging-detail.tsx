import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { InputNumber } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { loadPegging, type Pegging } from '@/api/planning';
import { Exact, formatMoney, formatNumber } from '@/engine/numbers';
import type { Suggestion } from '@/engine/planning';
import { ErrorState, Loading } from '@/ui/states';
import css from './planning.module.css';

const FIRST = 3;

/** Whom a suggestion is for, and what becomes of them when it comes late. */
export function PeggingDetail({ suggestion, run }: { suggestion: Suggestion; run: string }) {
  const { t } = useTranslation();
  const [days, setDays] = useState(FIRST);
  const query = useQuery({
    queryKey: ['planning', 'pegging', run, suggestion.number, days],
    queryFn: ({ signal }) => loadPegging(suggestion.number, days, signal),
    placeholderData: keepPreviousData,
  });
  const rest = new Exact(suggestion.quantity).minus(suggestion.wanted).toString();
  return (
    <>
      <p>
        {formatNumber(suggestion.quantity)} {suggestion.unit} · {t('planning.board.order_by')} {suggestion.latest} ·{' '}
        {t('planning.board.arrives')} {suggestion.arrives}
      </p>
      {query.data && query.data.safety !== '0' ? (
        <p className={css.quiet}>{t('planning.peg.safety', { quantity: formatNumber(query.data.safety) })}</p>
      ) : null}
      {rest !== '0' ? <p className={css.quiet}>{t('planning.peg.rest', { quantity: formatNumber(rest) })}</p> : null}
      <div className={css.ask}>
        <label htmlFor="late-by">{t('planning.peg.ask')}</label>
        <InputNumber
          id="late-by"
          className={css.days ?? ''}
          min={0}
          max={365}
          precision={0}
          value={days}
          onChange={(value) => setDays(value ?? 0)}
        />
        {t('planning.peg.days')}
      </div>
      {query.isPending ? <Loading lines={6} /> : null}
      {query.isError ? <ErrorState error={query.error} retry={() => void query.refetch()} /> : null}
      {query.data ? <Orders pegging={query.data} /> : null}
    </>
  );
}

function Orders({ pegging }: { pegging: Pegging }) {
  const { t } = useTranslation();
  const answer =
    pegging.slipping === 0
      ? t('planning.peg.answer_none')
      : pegging.atStake === null
        ? t('planning.peg.answer_plain', { count: pegging.slipping })
        : t('planning.peg.answer', { count: pegging.slipping, amount: formatMoney(pegging.atStake, 2) });
  return (
    <>
      <p className={`${css.answer} ${pegging.slipping === 0 ? css.safe : ''}`} role="status">
        {answer}
      </p>
      <h2 className={css.part}>{t('planning.peg.title')}</h2>
      <section className={css.scroll} aria-label={t('planning.peg.title')}>
        <table className={css.table}>
          <thead>
            <tr>
              <th>{t('planning.peg.order')}</th>
              <th className={css.number}>{t('planning.peg.quantity')}</th>
              <th>{t('planning.peg.needed')}</th>
              <th>{t('planning.peg.slips')}</th>
              <th className={css.number}>{t('planning.peg.amount')}</th>
            </tr>
          </thead>
          <tbody>
            {pegging.orders.map((order, index) => (
              <tr key={order.record?.id ?? `hidden-${index.toString()}`}>
                <td>
                  {order.record ? (
                    <Link to={`/forms/${order.form}/${order.record.id}`}>{order.record.title}</Link>
                  ) : (
                    <span className={css.quiet}>{t('planning.peg.hidden')}</span>
                  )}
                </td>
                <td className={css.number}>{formatNumber(order.quantity)}</td>
                <td>{order.needed}</td>
                <td className={order.slips > 0 ? css.bad : css.quiet}>
                  {order.slips > 0 ? t('planning.late_days', { count: order.slips }) : '—'}
                  {order.late > 0
                    ? ` (${t('planning.peg.now')} ${t('planning.late_days', { count: order.late })})`
                    : ''}
                </td>
                <td className={css.number}>{order.amount === null ? '—' : formatMoney(order.amount, 2)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </>
  );
}
