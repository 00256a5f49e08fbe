import { useInfiniteQuery } from '@tanstack/react-query';
import { Button, Segmented } from 'antd';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { loadTasks, type TaskState } from '@/api/work';
import { Page } from '@/ui/page';
import { EmptyState, ErrorState, Loading } from '@/ui/states';
import { TaskCard } from '@/ui/tasks/task-card';
import css from './tasks-page.module.css';

/** `/tasks`: what waits for this person, and what they have decided. */
export function TasksPage() {
  const { t } = useTranslation();
  const [search, setSearch] = useSearchParams();
  const state: TaskState = search.get('state') === 'done' ? 'done' : 'open';
  return (
    <Page
      title={t('tasks.title')}
      width="narrow"
      actions={
        <Segmented<TaskState>
          value={state}
          onChange={(next) => setSearch(next === 'open' ? {} : { state: next }, { replace: true })}
          options={[
            { value: 'open', label: t('tasks.open') },
            { value: 'done', label: t('tasks.done') },
          ]}
        />
      }
    >
      <TaskList key={state} state={state} />
    </Page>
  );
}

function TaskList({ state }: { state: TaskState }) {
  const { t } = useTranslation();
  const query = useInfiniteQuery({
    queryKey: ['tasks', 'list', state],
    queryFn: ({ pageParam, signal }) => loadTasks(state, pageParam, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  });
  if (query.isPending) return <Loading lines={6} />;
  if (query.isError) return <ErrorState error={query.error} retry={() => void query.refetch()} />;
  const tasks = query.data.pages.flatMap((page) => page.items);
  if (tasks.length === 0) {
    return state === 'open' ? (
      <EmptyState title={t('tasks.none_open')} hint={t('tasks.none_open_hint')} />
    ) : (
      <EmptyState title={t('tasks.none_done')} hint={t('tasks.none_done_hint')} />
    );
  }
  return (
    <>
      <ul className={css.list}>
        {tasks.map((task) => (
          <li key={task.id}>
            <TaskCard task={task} />
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
