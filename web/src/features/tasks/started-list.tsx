import '@/i18n/way';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { loadStarted, type Started } from '@/api/work';
import { useForm, useLabel, useListText } from '@/ui/session';
import { EmptyState, ErrorState, Loading } from '@/ui/states';
import { Ago } from '@/ui/values/time';
import { FilterBar } from './filter-bar';
import css from './tasks-page.module.css';
import { useFilter } from './use-filter';

/** The flows this person has started, and where each is. */
export function StartedList() {
  const { t } = useTranslation();
  const { value } = useFilter();
  const filter = { form: value('form'), state: value('state'), search: value('search') };
  const query = useInfiniteQuery({
    queryKey: ['tasks', 'started', filter],
    queryFn: ({ pageParam, signal }) => loadStarted(pageParam, filter, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    placeholderData: (previous) => previous,
  });
  const items = query.data?.pages.flatMap((page) => page.items) ?? [];
  const filtered = Object.values(filter).some((each) => each !== undefined);
  return (
    <>
      <FilterBar
        searches
        choosers={[
          {
            name: 'state',
            label: t('work.filter.state'),
            options: [
              { value: '', label: t('work.filter.state_any') },
              { value: 'running', label: t('work.filter.state_running') },
              { value: 'finished', label: t('work.filter.state_finished') },
            ],
          },
        ]}
      />
      {query.isPending ? <Loading lines={6} /> : null}
      {query.isError ? <ErrorState error={query.error} retry={() => void query.refetch()} /> : null}
      {query.isSuccess && items.length === 0 && !query.hasNextPage ? (
        <EmptyState
          title={filtered ? t('work.nothing') : t('work.none_started')}
          hint={filtered ? t('work.nothing_hint') : t('work.none_started_hint')}
        />
      ) : null}
      <ul className={css.list}>
        {items.map((item) => (
          <li key={item.id}>
            <StartedCard item={item} />
          </li>
        ))}
      </ul>
      {query.hasNextPage ? (
        <Button block loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          {t('common.more')}
        </Button>
      ) : null}
    </>
  );
}

function StartedCard({ item }: { item: Started }) {
  const { t } = useTranslation();
  const label = useLabel();
  const list = useListText();
  const form = useForm(item.form);
  return (
    <article className={css.row}>
      <div className={css.rowMain}>
        {item.record ? (
          <Link to={`/forms/${item.form}/${item.record.id}`} className={css.rowTitle}>
            {item.record.title}
          </Link>
        ) : (
          <span className={css.rowTitle}>—</span>
        )}
        <span className={css.rowMeta}>
          {label(form?.label, item.form)} · {item.label} · <Ago at={item.startedAt} />
        </span>
      </div>
      <span className={`${css.state} ${item.state === 'running' ? css.running : css[item.result ?? 'passed']}`}>
        {item.state === 'running'
          ? item.nodes.length > 0
            ? list(item.nodes)
            : t('work.filter.state_running')
          : t(`flow.result.${item.result ?? 'passed'}`)}
      </span>
    </article>
  );
}
