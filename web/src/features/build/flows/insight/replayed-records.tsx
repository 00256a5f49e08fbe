import { useInfiniteQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { loadReplayed, type Replay } from '@/api/flows';
import { ErrorState, Loading } from '@/ui/states';
import css from './insight.module.css';
import { RecordLinks } from './record-links';

/** The records of one way, as many as one wants to see. */
export function ReplayedRecords(props: { flow: string; replay: Replay; path: string | undefined; count: number }) {
  const { flow, replay, path, count } = props;
  const { t } = useTranslation();
  const query = useInfiniteQuery({
    queryKey: ['replayed', replay.id, path, replay.state],
    queryFn: ({ pageParam }) => loadReplayed(flow, replay.id, path, pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  });
  if (query.isPending) return <Loading lines={2} />;
  if (query.isError) return <ErrorState error={query.error} retry={() => void query.refetch()} />;
  const shown = query.data.pages.reduce((sum, page) => sum + page.items.length, 0);
  return (
    <>
      {query.data.pages.map((page) =>
        page.items[0] ? <RecordLinks key={page.items[0]} form={replay.form} ids={page.items} /> : null,
      )}
      {query.hasNextPage ? (
        <p className={css.quiet}>
          {t('insight.more', { shown, count })}{' '}
          <Button size="small" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            {t('insight.more_load')}
          </Button>
        </p>
      ) : null}
    </>
  );
}
