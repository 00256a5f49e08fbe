import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Alert, Select } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { tryPrint } from '@/api/prints';
import { isProblem } from '@/api/problem';
import { loadChoices } from '@/api/records';
import type { Form } from '@/engine/blueprint';
import type { PrintDocument } from '@/engine/print/document';
import { Sheets } from '@/ui/prints/sheets';
import { EmptyState, ErrorState, Loading } from '@/ui/states';
import css from './print-designer.module.css';

const PAUSE_MS = 600;

function useSettled<T>(value: T): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}

/** The pages as they would come out of the printer, a moment after each change. */
export function Preview({ document, form }: { document: PrintDocument; form: Form }) {
  const { t } = useTranslation();
  const [record, setRecord] = useState<string>();
  const [search, setSearch] = useState('');
  const settled = useSettled(document);
  const asked = useSettled(search);
  const choices = useQuery({
    queryKey: ['choices', form.key, 'print', asked],
    queryFn: ({ signal }) => loadChoices(form.key, asked, signal),
    enabled: !document.list,
    placeholderData: keepPreviousData,
  });
  const query = useQuery({
    queryKey: ['print', 'try', settled, record ?? ''],
    queryFn: ({ signal }) => tryPrint(settled, record, signal),
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 30_000,
    retry: false,
  });
  const wrong = isProblem(query.error, 'invalid') ? query.error.violations : undefined;
  return (
    <div className={css.preview}>
      {document.list ? null : (
        <Select
          className={css.record ?? ''}
          showSearch={{ filterOption: false, onSearch: setSearch }}
          allowClear
          aria-label={t('print.record')}
          placeholder={t('print.newest')}
          value={record ?? null}
          options={(choices.data?.items ?? []).map((choice) => ({ value: choice.id, label: choice.title }))}
          onChange={(id: string | null) => setRecord(id ?? undefined)}
        />
      )}
      {wrong ? (
        <Alert
          type="warning"
          showIcon
          title={t('print.cannot_show')}
          description={wrong.map((each) => (
            <p key={`${each.field ?? ''}${each.message}`}>
              {each.field}：{each.message}
            </p>
          ))}
        />
      ) : null}
      {query.isError && !wrong ? <ErrorState error={query.error} retry={() => void query.refetch()} /> : null}
      {query.isPending ? <Loading lines={12} /> : null}
      {query.data && query.data.pages === 0 ? (
        <EmptyState title={t('print.no_record')} hint={t('print.no_record_hint')} />
      ) : null}
      {query.data ? (
        <div className={query.isFetching ? css.stale : ''} aria-busy={query.isFetching}>
          <Sheets pages={query.data} />
        </div>
      ) : null}
    </div>
  );
}
