import {
  AccountBookOutlined,
  ApartmentOutlined,
  BarChartOutlined,
  CalendarOutlined,
  CheckSquareOutlined,
  CloudUploadOutlined,
  CustomerServiceOutlined,
  FormOutlined,
  HistoryOutlined,
  HomeOutlined,
  LinkOutlined,
  MessageOutlined,
  PrinterOutlined,
  RightOutlined,
  TeamOutlined,
  ThunderboltOutlined,
  ToolOutlined,
} from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { NavLink } from 'react-router';
import { countTasks } from '@/api/work';
import { iconOf } from '@/ui/icons';
import { isClosed, rememberClosed } from '@/ui/preferences';
import { useLabel, useWorkplace } from '@/ui/session';
import css from './frame.module.css';
import { dashboardEntries, formGroups } from './menu';

export function useTaskCount(): number {
  return useQuery({ queryKey: ['tasks', 'count'], queryFn: countTasks }).data?.open ?? 0;
}

/** Where one can go: one's own work, the boards, the forms by group, and what administrators look after. */
export function SideMenu() {
  const { t } = useTranslation();
  const label = useLabel();
  const { session, blueprint } = useWorkplace();
  const tasks = useTaskCount();
  const mayImport = session.administers || blueprint.forms.some((form) => form.may.import);
  return (
    <nav className={css.menu} aria-label={t('frame.menu')}>
      <Group>
        <Entry path="/" icon={<HomeOutlined aria-hidden />} text={t('home.title')} end />
        <Entry path="/tasks" icon={<CheckSquareOutlined aria-hidden />} text={t('tasks.title')} count={tasks} />
        <Entry path="/messages" icon={<MessageOutlined aria-hidden />} text={t('messages.title')} />
        {(blueprint.receivables ?? []).length > 0 ? (
          <Entry path="/reconcile" icon={<AccountBookOutlined aria-hidden />} text={t('frame.reconcile')} />
        ) : null}
        {blueprint.planning?.map((one) => (
          <Entry key={one.key} path="/planning" icon={iconOf('shop')} text={label(one.label)} />
        ))}
        {(blueprint.tracked ?? []).length > 0 ? (
          <Entry path="/service" icon={<CustomerServiceOutlined aria-hidden />} text={t('frame.service')} />
        ) : null}
      </Group>
      {blueprint.dashboards.length > 0 ? (
        <Group title={t('frame.boards')}>
          {dashboardEntries(blueprint).map((entry) => (
            <Entry
              key={entry.path}
              path={entry.path}
              icon={<BarChartOutlined aria-hidden />}
              text={label(entry.label)}
            />
          ))}
        </Group>
      ) : null}
      {blueprint.ledgers?.length ? (
        <Group title={t('frame.ledgers')}>
          {blueprint.ledgers.map((ledger) => (
            <Entry
              key={ledger.key}
              path={`/ledgers/${ledger.key}`}
              icon={iconOf('account-book')}
              text={label(ledger.label)}
            />
          ))}
        </Group>
      ) : null}
      {formGroups(blueprint).map((group) => (
        <Group key={group.key} title={label(group.label)}>
          {group.entries.map((entry) => (
            <Entry key={entry.path} path={entry.path} icon={iconOf(entry.icon)} text={label(entry.label)} />
          ))}
        </Group>
      ))}
      {session.builds ? (
        <Group title={t('frame.build')}>
          <Entry path="/build/forms" icon={<FormOutlined aria-hidden />} text={t('frame.forms')} />
          <Entry path="/build/flows" icon={<ApartmentOutlined aria-hidden />} text={t('frame.flows')} />
          <Entry path="/build/rules" icon={<ThunderboltOutlined aria-hidden />} text={t('frame.rules')} />
          <Entry path="/build/dashboards" icon={<BarChartOutlined aria-hidden />} text={t('frame.dashboards')} />
          <Entry path="/build/ledgers" icon={iconOf('account-book')} text={t('frame.ledgers')} />
          <Entry path="/build/prints" icon={<PrinterOutlined aria-hidden />} text={t('frame.prints')} />
          <Entry path="/build/links" icon={<LinkOutlined aria-hidden />} text={t('frame.links')} />
          <Entry path="/build/roles" icon={<TeamOutlined aria-hidden />} text={t('frame.roles')} />
          <Entry path="/build/updates" icon={<CloudUploadOutlined aria-hidden />} text={t('frame.updates')} />
        </Group>
      ) : null}
      {mayImport || session.administers || session.builds ? (
        <Group title={t('frame.manage')}>
          {session.administers || session.builds ? (
            <Entry path="/checks" icon={iconOf('audit')} text={t('frame.checks')} />
          ) : null}
          {session.administers ? (
            <Entry path="/people" icon={<TeamOutlined aria-hidden />} text={t('people.title')} />
          ) : null}
          {mayImport ? (
            <Entry path="/imports" icon={<CloudUploadOutlined aria-hidden />} text={t('imports.title')} />
          ) : null}
          {session.administers ? (
            <Entry path="/calendar" icon={<CalendarOutlined aria-hidden />} text={t('frame.calendar')} />
          ) : null}
          {session.administers ? <Entry path="/channels" icon={iconOf('contacts')} text={t('frame.channels')} /> : null}
          {session.administers ? <Entry path="/hooks" icon={iconOf('swap')} text={t('frame.hooks')} /> : null}
          {session.administers ? (
            <Entry path="/deliveries" icon={iconOf('inbox')} text={t('frame.deliveries')} />
          ) : null}
          {session.administers ? <Entry path="/keep" icon={iconOf('tool')} text={t('frame.keep')} /> : null}
          {session.administers ? (
            <Entry path="/settings" icon={<ToolOutlined aria-hidden />} text={t('frame.settings')} />
          ) : null}
          {session.administers || session.builds ? (
            <Entry path="/runs" icon={<HistoryOutlined aria-hidden />} text={t('frame.runs')} />
          ) : null}
        </Group>
      ) : null}
    </nav>
  );
}

/** Entries that belong together; one with a title can be closed, and stays so in this browser. */
function Group({ title, children }: { title?: string; children: ReactNode }) {
  const entries = <ul>{children}</ul>;
  if (!title) return <div className={css.group}>{entries}</div>;
  return (
    <details
      className={css.group}
      open={!isClosed(title)}
      onToggle={(event) => rememberClosed(title, !event.currentTarget.open)}
    >
      <summary>
        <h2>{title}</h2>
        <RightOutlined aria-hidden />
      </summary>
      {entries}
    </details>
  );
}

function Entry(props: { path: string; icon: ReactNode; text: string; count?: number; end?: boolean }) {
  return (
    <li>
      <NavLink
        to={props.path}
        end={props.end ?? false}
        className={({ isActive }) => `${css.entry} ${isActive ? css.here : ''}`}
      >
        <span aria-hidden>{props.icon}</span>
        <span className="ellipsis">{props.text}</span>
        {props.count ? <span className={`${css.countBadge} num`}>{props.count > 99 ? '99+' : props.count}</span> : null}
      </NavLink>
    </li>
  );
}
