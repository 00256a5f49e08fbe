import { useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { loadFilterChoices } from '@/api/dashboards';
import type { Field } from '@/engine/blueprint';
import { type Condition, type Operator, operatorsOf } from '@/engine/list/tree';
import type { BoardFilter, FilterValue } from '@/engine/report/board';
import { ConditionInput } from '../conditions/condition-input';
import { useOperatorWords } from '../conditions/words';
import { useLabel } from '../session';
import css from './report.module.css';

interface FilterViewProps {
  /** The dashboard whose values there are to choose from; absent while it was never published. */
  board: string | undefined;
  filter: BoardFilter;
  value: FilterValue | null | undefined;
  onChange: (value: FilterValue | null) => void;
}

/** The field a filter behaves like. */
function fieldOf(filter: BoardFilter): Field {
  const common = { key: filter.key, label: {} };
  switch (filter.type) {
    case 'date':
      return { ...common, type: 'date' };
    case 'number':
      return { ...common, type: 'number' };
    case 'boolean':
      return { ...common, type: 'switch' };
    default:
      return { ...common, type: 'text' };
  }
}

/** A filter of a dashboard: dates with their periods, numbers with their ends, everything else by choosing. */
export function FilterView({ board, filter, value, onChange }: FilterViewProps) {
  const label = useLabel();
  const name = label(filter.label, filter.key);
  const now = value === undefined ? (filter.default ?? null) : value;
  const chosen = filter.type === 'choice' || filter.type === 'reference' || filter.type === 'person';
  return (
    <div className={css.filter} role="group" aria-label={name}>
      {chosen && board !== undefined ? (
        <Choices board={board} filter={filter} name={name} value={now} onChange={onChange} />
      ) : (
        <Compared filter={filter} name={name} value={now} onChange={onChange} />
      )}
    </div>
  );
}

type PartProps = Omit<FilterViewProps, 'board'> & { name: string };

function Compared({ filter, name, value, onChange }: PartProps) {
  const { t } = useTranslation();
  const words = useOperatorWords();
  const field = fieldOf(filter);
  const offered = operatorsOf(field).filter(
    (op) => op !== 'empty' && op !== 'filled' && op !== 'in' && op !== 'not_in',
  );
  const [op, setOp] = useState<Operator>(value?.op ?? offered[0] ?? 'eq');
  const condition: Condition = {
    field: filter.key,
    op: value?.op ?? op,
    ...(value?.value === undefined ? {} : { value: value.value }),
  };
  return (
    <>
      {offered.length > 1 ? (
        <Select<Operator>
          aria-label={t('boards.filter.how', { name })}
          popupMatchSelectWidth={false}
          value={condition.op}
          options={offered.map((each) => ({ value: each, label: words({ field }, each) }))}
          onChange={(next) => {
            setOp(next);
            if (value) onChange(null);
          }}
        />
      ) : null}
      <ConditionInput
        path={{ field }}
        condition={condition}
        onChange={(next) => onChange(next.value === undefined ? null : { op: next.op, value: next.value })}
      />
      {value && !filter.required ? (
        <button type="button" className={css.clear} onClick={() => onChange(null)}>
          {t('boards.filter.clear')}
        </button>
      ) : null}
    </>
  );
}

function Choices({ board, filter, name, value, onChange }: PartProps & { board: string }) {
  const { t } = useTranslation();
  const [search, setSearch] = useState('');
  const [known, setKnown] = useState<ReadonlyMap<string, string>>(new Map());
  const query = useQuery({
    queryKey: ['dashboards', board, 'choices', filter.key, search],
    queryFn: ({ signal }) => loadFilterChoices(board, filter.key, search, signal),
    staleTime: 30_000,
  });
  const values = Array.isArray(value?.value) ? value.value : value?.value === undefined ? [] : [String(value.value)];
  const items = query.data?.items ?? [];
  const names = new Map([...known, ...items.map((item) => [item.value, item.label] as const)]);
  const change = (next: string | string[] | undefined) => {
    const picked = next === undefined ? [] : Array.isArray(next) ? next : [next];
    setKnown(new Map([...known, ...picked.map((key) => [key, names.get(key) ?? key] as const)]));
    onChange(picked.length === 0 ? null : { op: 'in', value: picked });
  };
  return (
    <Select<string | string[]>
      className={css.choices ?? ''}
      aria-label={name}
      placeholder={t('boards.filter.all')}
      mode={filter.multiple ? 'multiple' : undefined}
      maxTagCount="responsive"
      value={filter.multiple ? values : values[0]}
      options={[
        ...values
          .filter((key) => !items.some((item) => item.value === key))
          .map((key) => ({ value: key, label: names.get(key) ?? '…' })),
        ...items.map((item) => ({ value: item.value, label: item.label })),
      ]}
      showSearch={{ filterOption: false, onSearch: setSearch, searchValue: search }}
      allowClear={!filter.required}
      loading={query.isFetching}
      notFoundContent={query.isFetching ? t('common.loading') : t('input.nothing_found')}
      popupRender={(menu) => (
        <>
          {menu}
          {query.data?.limited ? (
            <p className={css.omissions}>{t('boards.filter.limited', { number: items.length })}</p>
          ) : null}
        </>
      )}
      onChange={change}
    />
  );
}
