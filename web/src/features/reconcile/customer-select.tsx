import { useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { loadRecords } from '@/api/records';

const PAUSE_MS = 250;
const SHOWN = 20;

/** A customer by part of the name. */
export function CustomerSelect({
  value,
  name,
  onPick,
}: {
  value: string | undefined;
  /** Of the one that is chosen already. */
  name?: string | undefined;
  onPick: (id: string) => void;
}) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState('');
  const [search, setSearch] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => setSearch(typed), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [typed]);
  const query = useQuery({
    queryKey: ['records', 'customers', 'pick', search],
    queryFn: ({ signal }) => loadRecords('customers', search === '' ? {} : { search }, null, signal, SHOWN),
  });
  const options = (query.data?.items ?? []).map((item) => ({ value: item.id, label: item.title }));
  if (value && name && !options.some((option) => option.value === value)) options.unshift({ value, label: name });
  return (
    <Select
      style={{ minWidth: 260 }}
      aria-label={t('reconcile.customer')}
      placeholder={t('reconcile.pick_customer')}
      showSearch={{ filterOption: false, onSearch: setTyped }}
      loading={query.isFetching}
      value={value ?? null}
      options={options}
      onChange={(id: string) => onPick(id)}
    />
  );
}
