import { BarChartOutlined, CheckSquareOutlined, HomeOutlined, MenuOutlined } from '@ant-design/icons';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { NavLink } from 'react-router';
import { useWorkplace } from '@/ui/session';
import css from './frame.module.css';
import { dashboardEntries } from './menu';
import { useTaskCount } from './side-menu';

/** On a phone, under the thumb. */
export function BottomBar({ onMore }: { onMore: () => void }) {
  const { t } = useTranslation();
  const { blueprint } = useWorkplace();
  const tasks = useTaskCount();
  const [board] = dashboardEntries(blueprint);
  return (
    <nav className={css.bottom} aria-label={t('frame.shortcuts')}>
      <Tab to="/" icon={<HomeOutlined aria-hidden />} text={t('home.title')} end />
      <Tab to="/tasks" icon={<CheckSquareOutlined aria-hidden />} text={t('tasks.short')} count={tasks} />
      {board ? <Tab to={board.path} icon={<BarChartOutlined aria-hidden />} text={t('frame.boards')} /> : null}
      <button type="button" className={css.tab} onClick={onMore}>
        <MenuOutlined />
        <span>{t('frame.more')}</span>
      </button>
    </nav>
  );
}

function Tab(props: { to: string; icon: ReactNode; text: string; count?: number; end?: boolean }) {
  return (
    <NavLink
      to={props.to}
      end={props.end ?? false}
      className={({ isActive }) => `${css.tab} ${isActive ? css.here : ''}`}
    >
      {props.icon}
      <span>{props.text}</span>
      {props.count ? <span className={css.tabCount}>{props.count > 99 ? '99+' : props.count}</span> : null}
    </NavLink>
  );
}
