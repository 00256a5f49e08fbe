import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { countRecords, type ListQuery } from '@/api/records';
import type { Form } from '@/engine/blueprint';
import { formatNumber } from '@/engine/numbers';
import css from './records.module.css';

interface TableFootProps {
  form: Form;
  query: ListQuery;
  loaded: number;
  more: boolean;
  loading: boolean;
  error: unknown;
  retry: () => void;
}

/** How many rows are here; how many there are is counted only for those who ask. */
export function TableFoot({ form, query, loaded, more, loading, error, retry }: TableFootProps) {
  const { t } = useTranslation();
  const [asked, setAsked] = useState<ListQuery | undefined>(undefined);
  const wanted = asked === query;
  const count = useQuery({
    queryKey: ['records', form.key, 'count', query.filter, query.search, query.deleted],
    queryFn: ({ signal }) => countRecords(form.key, query, signal),
    enabled: wanted && more,
  });
  const total = more ? (wanted ? count.data?.count : undefined) : loaded;
  return (
    <>
      <span className="num" aria-live="polite">
        {total === undefined
          ? t('list.loaded', { count: loaded, shown: formatNumber(String(loaded)) })
          : t('list.total', { count: total, shown: formatNumber(String(total)) })}
      </span>
      {more && total === undefined ? (
        <Button type="link" size="small" loading={wanted && count.isFetching} onClick={() => setAsked(query)}>
          {t('list.count')}
        </Button>
      ) : null}
      {error !== undefined && !loading ? (
        <Button type="link" danger size="small" onClick={retry}>
          {t('list.broken')}
        </Button>
      ) : null}
      {loading ? <span className={css.busy}>{t('common.loading')}</span> : null}
    </>
  );
}
