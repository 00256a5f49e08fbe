import { useQuery } from '@tanstack/react-query';
import { Input } from 'antd';
import { useDeferredValue, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { loadPromise } from '@/api/ledgers';
import { formatNumber, parseNumber } from '@/engine/numbers';
import { ErrorState } from '@/ui/states';
import css from './ledgers.module.css';

/** How much is wanted, and from which day on it can be promised. */
export function PromiseBox({ ledger, at }: { ledger: string; at: Record<string, string | null> }) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState('');
  const quantity = useDeferredValue(parseNumber(typed));
  const query = useQuery({
    queryKey: ['ledgers', ledger, 'promise', at, quantity],
    queryFn: () => loadPromise(ledger, at, quantity ?? '0'),
    enabled: quantity !== undefined,
  });
  const promise = quantity === undefined ? undefined : query.data;
  return (
    <section aria-label={t('ledgers.promise')}>
      <h2 className={css.part}>{t('ledgers.promise')}</h2>
      <Input
        className={css.day ?? ''}
        inputMode="decimal"
        aria-label={t('ledgers.wanted')}
        placeholder={t('ledgers.wanted')}
        value={typed}
        onChange={({ target }) => setTyped(target.value)}
      />
      {query.isError ? <ErrorState error={query.error} /> : null}
      <output>
        {promise ? (
          <>
            <p>
              {promise.earliest === null
                ? t('ledgers.promise_never', { missing: formatNumber(promise.missing) })
                : t('ledgers.promise_from', { day: promise.earliest })}
            </p>
            <ul className={css.steps}>
              {promise.parts.map((part) => (
                <li key={part.day}>
                  {part.day} <b className="num">{formatNumber(part.quantity)}</b>
                </li>
              ))}
            </ul>
          </>
        ) : null}
      </output>
    </section>
  );
}
