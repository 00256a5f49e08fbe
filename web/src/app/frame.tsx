import { MenuOutlined } from '@ant-design/icons';
import { Button, Drawer } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, Outlet, ScrollRestoration, useLocation } from 'react-router';
import { lookAsOneself } from '@/api/view-as';
import { useWorkplace } from '@/ui/session';
import { usePhone } from '@/ui/use-phone';
import { Bell } from './bell';
import { BottomBar } from './bottom-bar';
import css from './frame.module.css';
import { PersonMenu } from './person-menu';
import { Search } from './search';
import { SideMenu } from './side-menu';

/** Top bar, menu, page. */
export function Frame() {
  const { t } = useTranslation();
  const { blueprint, session } = useWorkplace();
  const phone = usePhone();
  const location = useLocation();
  const [open, setOpen] = useState(false);
  // A form on a phone needs the room, and leaving it is to be a decision.
  const filling = /\/(new|edit)$/.test(location.pathname);
  // biome-ignore lint/correctness/useExhaustiveDependencies: going anywhere closes the menu
  useEffect(() => setOpen(false), [location.pathname]);
  return (
    <div className={css.frame}>
      <a href="#page" className={css.skip}>
        {t('frame.skip')}
      </a>
      {session.viewedBy ? (
        <div className={css.viewing} role="status">
          <span>{t('frame.viewing', { name: session.person.name })}</span>
          <Button size="small" onClick={() => lookAsOneself(`/people/${session.person.id}`)}>
            {t('frame.stop_viewing')}
          </Button>
        </div>
      ) : null}
      <header className={css.top}>
        {phone ? (
          <Button
            type="text"
            icon={<MenuOutlined aria-hidden />}
            aria-label={t('frame.menu')}
            onClick={() => setOpen(true)}
          />
        ) : null}
        <Link to="/" className={css.brand}>
          <img src="/icon.svg" alt="" width={24} height={24} />
          <span>{t('app.name')}</span>
          {phone || blueprint.workspace.name === t('app.name') ? null : (
            <span className={css.workspace}>{blueprint.workspace.name}</span>
          )}
        </Link>
        <Search />
        <Bell />
        <PersonMenu />
      </header>
      {phone ? (
        <Drawer
          open={open}
          placement="left"
          size={280}
          title={blueprint.workspace.name}
          onClose={() => setOpen(false)}
          styles={{ body: { padding: 8 } }}
        >
          <SideMenu />
        </Drawer>
      ) : (
        <div className={css.side}>
          <SideMenu />
        </div>
      )}
      <main id="page" className={css.content} tabIndex={-1}>
        <Outlet />
      </main>
      {phone && !filling ? <BottomBar onMore={() => setOpen(true)} /> : null}
      <ScrollRestoration />
    </div>
  );
}
