import { BarChartOutlined, RightOutlined } from '@ant-design/icons';
import { useQueries, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { loadRecords, type StoredRecord } from '@/api/records';
import { loadTasks } from '@/api/work';
import type { Form } from '@/engine/blueprint';
import { listColumns } from '@/engine/list/query';
import { listedValue } from '@/engine/system-fields';
import { Page, Panel } from '@/ui/page';
import { useLabel, useWorkplace } from '@/ui/session';
import { EmptyState, ErrorState, Loading } from '@/ui/states';
import { TaskCard } from '@/ui/tasks/task-card';
import { Ago } from '@/ui/values/time';
import { ValueView } from '@/ui/values/value-view';
import { FirstSteps } from './guide';
import css from './home.module.css';

const TASKS = 5;
const RECENT_FORMS = 2;
const RECENT = 6;

/** `/`: what waits for this person, their boards, what moved lately. */
export function HomePage() {
  const { t } = useTranslation();
  const { session, blueprint } = useWorkplace();
  return (
    <Page title={t('home.hello', { name: session.person.name })}>
      <div className={css.columns}>
        <div className={css.stack}>
          {session.administers ? <FirstSteps /> : null}
          <MyTasks />
        </div>
        <div className={css.stack}>
          {blueprint.dashboards.length > 0 ? <Boards /> : null}
          <Recent />
        </div>
      </div>
    </Page>
  );
}

function MyTasks() {
  const { t } = useTranslation();
  const query = useQuery({
    queryKey: ['tasks', 'home'],
    queryFn: ({ signal }) => loadTasks('open', null, signal, TASKS),
  });
  return (
    <Panel title={t('home.tasks')} extra={<Link to="/tasks">{t('home.all')}</Link>}>
      {query.isPending ? <Loading lines={6} /> : null}
      {query.isError ? <ErrorState error={query.error} retry={() => void query.refetch()} /> : null}
      {query.data?.items.length === 0 ? (
        <EmptyState title={t('tasks.none_open')} hint={t('tasks.none_open_hint')} />
      ) : null}
      <ul className={css.tasks}>
        {query.data?.items.map((task) => (
          <li key={task.id}>
            <TaskCard task={task} />
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function Boards() {
  const { t } = useTranslation();
  const { blueprint } = useWorkplace();
  const label = useLabel();
  return (
    <Panel flush title={t('home.boards')}>
      <ul className={css.links}>
        {blueprint.dashboards.map((board) => (
          <li key={board.key}>
            <Link to={`/dashboards/${board.key}`}>
              <BarChartOutlined aria-hidden />
              <span>{label(board.label, board.key)}</span>
              <RightOutlined aria-hidden className={css.arrow} />
            </Link>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

/** The newest records of the first forms of this person's menu. */
function Recent() {
  const { t } = useTranslation();
  const { blueprint } = useWorkplace();
  const label = useLabel();
  const forms = blueprint.forms
    .filter((form) => form.may.view && form.hasFlow)
    .concat(blueprint.forms.filter((form) => form.may.view && !form.hasFlow))
    .slice(0, RECENT_FORMS);
  const queries = useQueries({
    queries: forms.map((form) => ({
      queryKey: ['records', form.key, 'home'],
      queryFn: () => loadRecords(form.key, { sort: form.list?.sort }, null, undefined, RECENT),
    })),
  });
  return forms.map((form, index) => {
    const query = queries[index];
    return (
      <Panel
        key={form.key}
        flush
        title={t('home.recent', { form: label(form.label, form.key) })}
        extra={<Link to={`/forms/${form.key}`}>{t('home.all')}</Link>}
      >
        {query?.isPending ? <Loading lines={4} /> : null}
        {query?.data?.items.length === 0 ? <EmptyState title={t('home.no_recent')} /> : null}
        <ul className={css.recent}>
          {query?.data?.items.map((record) => (
            <RecentRecord key={record.id} form={form} record={record} />
          ))}
        </ul>
      </Panel>
    );
  });
}

function RecentRecord({ form, record }: { form: Form; record: StoredRecord }) {
  const columns = listColumns(form);
  const [first] = columns;
  const status = columns.find((field) => field.type === 'select');
  const title = form.fields.find((field) => field.key === form.title && field !== first);
  const second = title ?? columns.find((field) => field.type === 'reference');
  return (
    <li>
      <Link to={`/forms/${form.key}/${record.id}`} className="ellipsis">
        {first ? <ValueView field={first} value={listedValue(record, first)} dense /> : record.id.slice(0, 8)}
      </Link>
      <span className={`ellipsis ${css.second}`}>
        {second ? <ValueView field={second} value={listedValue(record, second)} dense /> : null}
      </span>
      {status ? <ValueView field={status} value={listedValue(record, status)} dense /> : null}
      <span className={css.age}>
        <Ago at={record.createdAt} />
      </span>
    </li>
  );
}
