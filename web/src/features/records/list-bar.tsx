import { FilterOutlined, SearchOutlined } from '@ant-design/icons';
import { Badge, Button, Input } from 'antd';
import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Form } from '@/engine/blueprint';
import { readFilter } from '@/engine/list/filter';
import type { ListState } from '@/engine/list/query';
import { Loading } from '@/ui/states';
import css from './records.module.css';

const FilterBuilder = lazy(async () => ({ default: (await import('./filter-builder')).FilterBuilder }));

const PAUSE_MS = 250;

interface ListBarProps {
  form: Form;
  state: ListState;
  onChange: (change: Partial<ListState>) => void;
}

/** Quick search and filter of a list. */
export function ListBar({ form, state, onChange }: ListBarProps) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const conditions = readFilter(form, state.filter);
  const count = conditions === undefined ? 1 : conditions.length;
  return (
    <>
      <div className={css.bar}>
        <QuickSearch value={state.search} onChange={(search) => onChange({ search })} />
        <Badge count={count} size="small" color="var(--accent)">
          <Button icon={<FilterOutlined aria-hidden />} aria-expanded={open} onClick={() => setOpen(!open)}>
            {t('list.filter')}
          </Button>
        </Badge>
        {state.filter !== '' || state.search !== '' ? (
          <Button type="link" onClick={() => onChange({ filter: '', search: '' })}>
            {t('list.clear')}
          </Button>
        ) : null}
      </div>
      {open ? (
        <Suspense fallback={<Loading lines={1} />}>
          <FilterBuilder form={form} filter={state.filter} onChange={(filter) => onChange({ filter })} />
        </Suspense>
      ) : null}
    </>
  );
}

/** Typed at once, asked for after a pause; Chinese is asked for once it is composed. */
function QuickSearch({ value, onChange }: { value: string; onChange: (text: string) => void }) {
  const { t } = useTranslation();
  const [text, setText] = useState(value);
  const [composing, setComposing] = useState(false);
  const sent = useRef(value);
  const latest = useRef(onChange);
  latest.current = onChange;
  useEffect(() => {
    if (value === sent.current) return;
    sent.current = value;
    setText(value);
  }, [value]);
  useEffect(() => {
    if (composing || text === sent.current) return;
    const timer = setTimeout(() => {
      sent.current = text;
      latest.current(text);
    }, PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text, composing]);
  return (
    <Input
      className={css.search ?? ''}
      prefix={<SearchOutlined aria-hidden />}
      allowClear
      value={text}
      placeholder={t('list.search')}
      aria-label={t('list.search')}
      onChange={(event) => setText(event.target.value)}
      onCompositionStart={() => setComposing(true)}
      onCompositionEnd={() => setComposing(false)}
    />
  );
}
