import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { loadNotices, type Notice, readNotices } from '@/api/work';
import { LinkButton } from '@/ui/link-button';
import { Page, Panel } from '@/ui/page';
import { EmptyState, ErrorState, Loading } from '@/ui/states';
import { Ago } from '@/ui/values/time';
import css from './messages.module.css';

/** `/messages`: what the system told this person. */
export function MessagesPage() {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const query = useInfiniteQuery({
    queryKey: ['notices', 'list'],
    queryFn: ({ pageParam, signal }) => loadNotices(pageParam, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  });
  const read = async (which: Parameters<typeof readNotices>[0]) => {
    await readNotices(which);
    await queries.invalidateQueries({ queryKey: ['notices'] });
  };
  const notices = query.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Page
      title={t('messages.title')}
      width="narrow"
      actions={
        <>
          <LinkButton to="/messages/preferences">{t('messages.preferences')}</LinkButton>
          <Button disabled={!notices.some((notice) => !notice.read)} onClick={() => void read({ all: true })}>
            {t('messages.read_all')}
          </Button>
        </>
      }
    >
      <Panel flush>
        {query.isPending ? <Loading lines={6} /> : null}
        {query.isError ? <ErrorState error={query.error} retry={() => void query.refetch()} /> : null}
        {query.isSuccess && notices.length === 0 ? (
          <EmptyState title={t('messages.none')} hint={t('messages.none_hint')} />
        ) : null}
        <ul>
          {notices.map((notice) => (
            <NoticeRow key={notice.id} notice={notice} onRead={() => void read({ ids: [notice.id] })} />
          ))}
        </ul>
      </Panel>
      {query.hasNextPage ? (
        <Button block loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          {t('common.more')}
        </Button>
      ) : null}
    </Page>
  );
}

function NoticeRow({ notice, onRead }: { notice: Notice; onRead: () => void }) {
  const { t } = useTranslation();
  const address =
    notice.place ?? (notice.form && notice.recordId ? `/forms/${notice.form}/${notice.recordId}` : undefined);
  const leave = () => {
    if (!notice.read) onRead();
  };
  return (
    <li className={`${css.notice} ${notice.read ? '' : css.unread}`}>
      <div className={css.text}>
        <strong>
          {address ? (
            <Link to={address} onClick={leave}>
              {notice.title}
            </Link>
          ) : (
            notice.title
          )}
        </strong>
        {notice.body ? <p>{notice.body}</p> : null}
      </div>
      <span className={css.age}>
        <Ago at={notice.at} />
      </span>
      {notice.read ? null : (
        <Button size="small" type="text" onClick={onRead}>
          {t('messages.read')}
        </Button>
      )}
    </li>
  );
}
