import { useInfiniteQuery } from '@tanstack/react-query';
import { Button, Checkbox } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { loadTasks, type Outcome, type Task, type TaskState } from '@/api/work';
import { EmptyState, ErrorState, Loading } from '@/ui/states';
import { TaskCard } from '@/ui/tasks/task-card';
import css from './tasks-page.module.css';
import { useFilter } from './use-filter';

const FilterBar = lazy(async () => ({ default: (await import('./filter-bar')).FilterBar }));
const BatchDialog = lazy(async () => ({ default: (await import('./batch-dialog')).BatchDialog }));

/** Whether a to-do can be done with others: nothing is asked for but the decision. */
export function isPlain(task: Task): boolean {
  return (
    task.outcomes.length > 0 &&
    task.edit.length === 0 &&
    !task.signature &&
    (task.choose ?? []).length === 0 &&
    task.outcomes[0]?.needsComment === false
  );
}

/** The to-dos that wait for this person, or that they have done. */
export function TaskList({ state }: { state: TaskState }) {
  const { t } = useTranslation();
  const { value } = useFilter();
  const [batching, setBatching] = useState(false);
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set());
  const [outcome, setOutcome] = useState<Outcome>();
  const filter = {
    form: value('form'),
    kind: value('kind'),
    due: value('due'),
    priority: value('priority'),
    sort: value('sort'),
    search: value('search'),
  };
  const filtered = Object.entries(filter).some(([name, each]) => name !== 'sort' && each !== undefined);
  const query = useInfiniteQuery({
    queryKey: ['tasks', 'list', state, filter],
    queryFn: ({ pageParam, signal }) => loadTasks(state, pageParam, signal, 30, filter),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    placeholderData: (previous) => previous,
  });
  const tasks = query.data?.pages.flatMap((page) => page.items) ?? [];
  const plain = tasks.filter(isPlain);
  const chosen = plain.filter((task) => picked.has(task.id));
  const choose = (ids: readonly string[], on: boolean) => {
    const next = new Set(picked);
    for (const id of ids) {
      if (on) next.add(id);
      else next.delete(id);
    }
    setPicked(next);
  };
  const options = (name: 'kind' | 'due' | 'priority' | 'sort', words: string[]) => ({
    name,
    label: t(`work.filter.${name}`),
    options: words.map((word, index) => ({
      value: index === 0 && name !== 'sort' ? '' : word,
      label:
        name === 'kind' && index > 0
          ? t(`tasks.kind.${word as 'approve' | 'handle' | 'todo'}`)
          : t(`work.filter.${name}_${word}` as 'work.filter.due_any'),
    })),
  });
  return (
    <>
      <Suspense fallback={<div className={css.filterRoom} />}>
        <FilterBar
          searches
          choosers={[
            options('kind', ['any', 'approve', 'handle', 'todo']),
            ...(state === 'open'
              ? [
                  options('due', ['any', 'overdue', 'today', 'week']),
                  options('priority', ['any', 'high', 'urgent']),
                  options('sort', ['newest', 'oldest', 'due', 'priority']),
                ]
              : []),
          ]}
        >
          {state === 'open' && plain.length > 1 ? (
            <Button
              onClick={() => {
                setBatching(!batching);
                setPicked(new Set());
              }}
            >
              {batching ? t('work.batch_stop') : t('work.batch_start')}
            </Button>
          ) : null}
        </FilterBar>
      </Suspense>
      {batching ? (
        <div className={css.batch}>
          <Checkbox
            checked={plain.length > 0 && chosen.length === plain.length}
            indeterminate={chosen.length > 0 && chosen.length < plain.length}
            onChange={(event) =>
              choose(
                plain.map((task) => task.id),
                event.target.checked,
              )
            }
          >
            {t('work.select_all')}
          </Checkbox>
          <span className={css.chosen}>{t('work.chosen', { count: chosen.length })}</span>
          {outcomesOf(chosen).map((each) => (
            <Button
              key={each.key}
              type={each.key === outcomesOf(chosen)[0]?.key ? 'primary' : 'default'}
              danger={each.key === 'reject'}
              onClick={() => setOutcome(each)}
            >
              {t('work.batch', { outcome: each.label })}
            </Button>
          ))}
        </div>
      ) : null}
      {query.isPending ? <Loading lines={6} /> : null}
      {query.isError ? <ErrorState error={query.error} retry={() => void query.refetch()} /> : null}
      {query.isSuccess && tasks.length === 0 && !query.hasNextPage ? (
        <Nothing state={state} filtered={filtered} />
      ) : null}
      <ul className={css.list}>
        {tasks.map((task) => (
          <li key={task.id} className={batching ? css.pickable : undefined}>
            {batching ? (
              <Checkbox
                aria-label={t('work.select', { title: task.title })}
                disabled={!isPlain(task)}
                checked={picked.has(task.id)}
                onChange={(event) => choose([task.id], event.target.checked)}
              />
            ) : null}
            <TaskCard task={task} />
          </li>
        ))}
      </ul>
      {query.hasNextPage ? (
        <>
          {filter.search && tasks.length === 0 ? <p className={css.note}>{t('work.searched')}</p> : null}
          <Button block loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            {t('common.more')}
          </Button>
        </>
      ) : null}
      {outcome ? (
        <Suspense fallback={null}>
          <BatchDialog
            tasks={chosen}
            outcome={outcome}
            onClose={() => {
              setOutcome(undefined);
              setPicked(new Set());
            }}
          />
        </Suspense>
      ) : null}
    </>
  );
}

/** The outcomes that all of these to-dos offer. */
function outcomesOf(tasks: readonly Task[]): Outcome[] {
  const [first, ...others] = tasks;
  return (first?.outcomes ?? []).filter((outcome) =>
    others.every((task) => task.outcomes.some((each) => each.key === outcome.key)),
  );
}

function Nothing({ state, filtered }: { state: TaskState; filtered: boolean }) {
  const { t } = useTranslation();
  if (filtered) return <EmptyState title={t('work.nothing')} hint={t('work.nothing_hint')} />;
  return state === 'open' ? (
    <EmptyState title={t('tasks.none_open')} hint={t('tasks.none_open_hint')} />
  ) : (
    <EmptyState title={t('tasks.none_done')} hint={t('tasks.none_done_hint')} />
  );
}
