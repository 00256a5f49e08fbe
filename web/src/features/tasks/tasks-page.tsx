import '@/i18n/work';
import { SwapOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Segmented } from 'antd';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { countTasks } from '@/api/work';
import { LinkButton } from '@/ui/link-button';
import { Page } from '@/ui/page';
import { Loading } from '@/ui/states';
import { TaskList } from './task-list';
import css from './tasks-page.module.css';

const StartedList = lazy(async () => ({ default: (await import('./started-list')).StartedList }));
const CopyList = lazy(async () => ({ default: (await import('./copy-list')).CopyList }));

const TABS = ['open', 'done', 'started', 'cc'] as const;
type Tab = (typeof TABS)[number];

/** `/tasks`: what waits for this person, what they have decided, what they started, what they got a copy of. */
export function TasksPage() {
  const { t } = useTranslation();
  const [search, setSearch] = useSearchParams();
  const counts = useQuery({ queryKey: ['tasks', 'count'], queryFn: countTasks }).data;
  const tab: Tab = TABS.find((each) => each === search.get('tab')) ?? 'open';
  const label = (each: Tab) => {
    const count = each === 'open' ? counts?.open : each === 'cc' ? counts?.copies : undefined;
    return (
      <span className={css.tab}>
        {t(`work.tab.${each}`)}
        {count ? <span className={css.count}>{count > 999 ? '999+' : count}</span> : null}
      </span>
    );
  };
  return (
    <Page
      title={t('tasks.title')}
      width="text"
      actions={
        <LinkButton to="/proxies" icon={<SwapOutlined aria-hidden />}>
          {t('work.proxies')}
        </LinkButton>
      }
    >
      <Segmented<Tab>
        className={css.tabs ?? ''}
        value={tab}
        onChange={(next) => setSearch(next === 'open' ? {} : { tab: next }, { replace: true })}
        options={TABS.map((each) => ({ value: each, label: label(each) }))}
      />
      <Suspense fallback={<Loading lines={6} />}>
        {tab === 'open' || tab === 'done' ? <TaskList key={tab} state={tab} /> : null}
        {tab === 'started' ? <StartedList /> : null}
        {tab === 'cc' ? <CopyList /> : null}
      </Suspense>
    </Page>
  );
}
