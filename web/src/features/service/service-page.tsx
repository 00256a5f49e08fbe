import '@/i18n/tracking';
import { SearchOutlined } from '@ant-design/icons';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Input } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { findTracked, loadTracked, type TrackedRecord } from '@/api/tracking';
import { listColumns } from '@/engine/list/query';
import { listedValue } from '@/engine/system-fields';
import { LinkButton } from '@/ui/link-button';
import { Page, Panel } from '@/ui/page';
import { useForm, useLabel, useWorkplace } from '@/ui/session';
import { EmptyState, ErrorState, Loading } from '@/ui/states';
import { TrackedView } from '@/ui/tracking/tracked-view';
import css from '@/ui/tracking/tracking.module.css';
import { ValueView } from '@/ui/values/value-view';

const PAUSE_MS = 250;
const SHOWN = 4;

/** `/service`: an order by any scrap a customer can tell, and the answer beside it. */
export function ServicePage() {
  const { t } = useTranslation();
  const [params, setParams] = useSearchParams();
  const asked = params.get('q') ?? '';
  const chosen = params.get('id');
  const [text, setText] = useState(asked);
  useEffect(() => {
    if (text === asked) return;
    const timer = setTimeout(() => setParams(text.trim() === '' ? {} : { q: text }, { replace: true }), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text, asked, setParams]);
  const query = useQuery({
    queryKey: ['tracking', 'search', asked],
    queryFn: ({ signal }) => findTracked(asked, signal),
    enabled: asked.trim() !== '',
    placeholderData: keepPreviousData,
  });
  const items = asked.trim() === '' ? [] : (query.data?.items ?? []);
  // The newest is the likeliest; one look, and another click where it was not.
  const shown = items.find((item) => item.id === chosen) ?? items[0];
  return (
    <Page title={t('tracking.service')}>
      <Input
        className={css.search ?? ''}
        size="large"
        autoFocus
        allowClear
        prefix={<SearchOutlined aria-hidden />}
        aria-label={t('tracking.search')}
        placeholder={t('tracking.search_hint')}
        value={text}
        onChange={({ target }) => setText(target.value)}
      />
      {asked.trim() === '' ? <EmptyState title={t('tracking.search_empty')} /> : null}
      {query.isError ? <ErrorState error={query.error} retry={() => void query.refetch()} /> : null}
      {asked.trim() !== '' && query.isPending ? <Loading lines={6} /> : null}
      {query.isSuccess && asked.trim() !== '' && items.length === 0 ? (
        <EmptyState title={t('tracking.nothing', { text: asked })} hint={t('tracking.nothing_hint')} />
      ) : null}
      {items.length > 0 ? (
        <>
          <p className={css.count}>{t('tracking.found', { count: items.length })}</p>
          <div className={css.columns}>
            <Panel flush>
              <ul className={css.found}>
                {items.map((item) => (
                  <Found
                    key={item.id}
                    item={item}
                    chosen={item === shown}
                    onChoose={() => setParams({ q: asked, id: item.id }, { replace: true })}
                  />
                ))}
              </ul>
            </Panel>
            {shown ? <Answer key={shown.id} item={shown} /> : null}
          </div>
        </>
      ) : null}
    </Page>
  );
}

function Found({ item, chosen, onChoose }: { item: TrackedRecord; chosen: boolean; onChoose: () => void }) {
  const { t } = useTranslation();
  const label = useLabel();
  const form = useForm(item.form);
  const { blueprint } = useWorkplace();
  const where = blueprint.forms.find((each) => each.key === item.where);
  if (!form) return null;
  const columns = listColumns(form).filter((field) => field.key !== form.title);
  return (
    <li>
      <button type="button" aria-pressed={chosen} onClick={onChoose}>
        <strong>{item.record.title}</strong>
        <span className={css.line}>
          {columns.slice(0, SHOWN).map((field) => (
            <ValueView key={field.key} field={field} value={listedValue(item.record, field)} dense />
          ))}
        </span>
        {item.where === item.form ? null : (
          <span className={css.quiet}>{t('tracking.found_in', { form: label(where?.label, item.where) })}</span>
        )}
      </button>
    </li>
  );
}

function Answer({ item }: { item: TrackedRecord }) {
  const { t } = useTranslation();
  const query = useQuery({
    queryKey: ['tracking', item.form, item.id],
    queryFn: ({ signal }) => loadTracked(item.form, item.id, signal),
  });
  return (
    <Panel
      title={item.record.title}
      extra={
        <LinkButton size="small" to={`/forms/${item.form}/${item.id}`}>
          {t('tracking.record')}
        </LinkButton>
      }
    >
      {query.isPending ? <Loading lines={8} /> : null}
      {query.isError ? <ErrorState error={query.error} retry={() => void query.refetch()} /> : null}
      {query.data ? <TrackedView tracked={query.data} /> : null}
    </Panel>
  );
}
