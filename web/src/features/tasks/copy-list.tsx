import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { loadCopies, readCopies } from '@/api/work';
import { useErrorText } from '@/ui/problem-text';
import { useLabel, useWorkplace } from '@/ui/session';
import { EmptyState, ErrorState, Loading } from '@/ui/states';
import { Ago } from '@/ui/values/time';
import { FilterBar } from './filter-bar';
import css from './tasks-page.module.css';
import { useFilter } from './use-filter';

/** The records that flows have sent this person a copy of. Opening one marks it as read. */
export function CopyList() {
  const { t } = useTranslation();
  const label = useLabel();
  const { blueprint } = useWorkplace();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const errorText = useErrorText();
  const { value } = useFilter();
  const filter = { form: value('form'), unread: value('unread') === 'true' ? true : undefined };
  const query = useInfiniteQuery({
    queryKey: ['tasks', 'copies', filter],
    queryFn: ({ pageParam, signal }) => loadCopies(pageParam, filter, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    placeholderData: (previous) => previous,
  });
  const items = query.data?.pages.flatMap((page) => page.items) ?? [];
  const unread = items.filter((item) => item.readAt === null).map((item) => item.instance);
  const read = async (instances: readonly string[]) => {
    try {
      for (let at = 0; at < instances.length; at += 100) await readCopies(instances.slice(at, at + 100));
    } catch (error) {
      void message.error(errorText(error));
    }
    void queries.invalidateQueries({ queryKey: ['tasks'] });
  };
  const filtered = Object.values(filter).some((each) => each !== undefined);
  return (
    <>
      <FilterBar
        searches={false}
        choosers={[
          {
            name: 'unread',
            label: t('work.filter.state'),
            options: [
              { value: '', label: t('work.filter.state_any') },
              { value: 'true', label: t('work.filter.unread') },
            ],
          },
        ]}
      >
        {unread.length > 0 ? <Button onClick={() => void read(unread)}>{t('work.read_all')}</Button> : null}
      </FilterBar>
      {query.isPending ? <Loading lines={6} /> : null}
      {query.isError ? <ErrorState error={query.error} retry={() => void query.refetch()} /> : null}
      {query.isSuccess && items.length === 0 ? (
        <EmptyState
          title={filtered ? t('work.nothing') : t('work.none_cc')}
          hint={filtered ? t('work.nothing_hint') : t('work.none_cc_hint')}
        />
      ) : null}
      <ul className={css.list}>
        {items.map((item) => (
          <li key={item.instance}>
            <article className={css.row}>
              <div className={css.rowMain}>
                {item.record ? (
                  <Link
                    to={`/forms/${item.form}/${item.record.id}`}
                    className={css.rowTitle}
                    onClick={() => {
                      if (item.readAt === null) void read([item.instance]);
                    }}
                  >
                    {item.record.title}
                  </Link>
                ) : (
                  <span className={css.rowTitle}>—</span>
                )}
                <span className={css.rowMeta}>
                  {label(blueprint.forms.find((form) => form.key === item.form)?.label, item.form)} ·{' '}
                  <Ago at={item.at} />
                </span>
              </div>
              {item.readAt === null ? <span className={`${css.state} ${css.running}`}>{t('work.unread')}</span> : null}
            </article>
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
