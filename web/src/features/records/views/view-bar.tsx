import {
  AppstoreOutlined,
  CalendarOutlined,
  DownOutlined,
  PictureOutlined,
  PlusOutlined,
  TableOutlined,
  TeamOutlined,
} from '@ant-design/icons';
import { App, Button, Dropdown, type MenuProps } from 'antd';
import { lazy, type ReactNode, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { changeView, deleteView, makeDefault } from '@/api/views';
import type { Form } from '@/engine/blueprint';
import { documentOf, type SavedView, VIEW_KINDS, type ViewKind } from '@/engine/list/view';
import { useErrorText } from '@/ui/problem-text';
import { ALL, type OpenViews } from './use-views';
import css from './views.module.css';

const SaveDialog = lazy(async () => ({ default: (await import('./save-dialog')).SaveDialog }));

const ICONS: Record<ViewKind, ReactNode> = {
  grid: <TableOutlined aria-hidden />,
  kanban: <AppstoreOutlined aria-hidden />,
  calendar: <CalendarOutlined aria-hidden />,
  gallery: <PictureOutlined aria-hidden />,
};

/** What the dialog is to do. */
type Saving = { kind: ViewKind; view?: SavedView };

/** The saved views of a form as tabs, and what can be done with the one that is open. */
export function ViewBar({ form, open }: { form: Form; open: OpenViews }) {
  const { t } = useTranslation();
  const { message, modal } = App.useApp();
  const errorText = useErrorText();
  const [saving, setSaving] = useState<Saving | undefined>(undefined);
  const { view, views, state } = open;

  const attempt = async (work: () => Promise<unknown>, done?: string) => {
    try {
      await work();
      if (done !== undefined) void message.success(done);
    } catch (error) {
      void message.error(errorText(error));
    }
    await open.refresh();
  };
  const store = (target: SavedView) =>
    attempt(async () => {
      await changeView(form.key, target.id, target.rev, { kind: state.kind, document: documentOf(state) });
      await open.refresh();
      open.reset();
    }, t('view.saved'));
  const remove = (target: SavedView) =>
    void modal.confirm({
      title: t('view.delete_title', { view: target.label }),
      content: target.scope === 'shared' ? t('view.delete_shared') : t('view.delete_own'),
      okText: t('record.delete'),
      okButtonProps: { danger: true },
      cancelText: t('common.cancel'),
      onOk: () =>
        attempt(async () => {
          await deleteView(form.key, target.id, target.rev);
          open.choose(ALL);
        }, t('view.deleted')),
    });

  const menuOf = (target: SavedView): MenuProps => ({
    items: [
      ...(target.may.edit ? [{ key: 'rename', label: t('view.settings') }] : []),
      { key: 'copy', label: t('view.save_as') },
      open.defaultId === target.id
        ? { key: 'undefault', label: t('view.no_default') }
        : { key: 'default', label: t('view.make_default') },
      ...(target.may.edit
        ? [{ type: 'divider' as const }, { key: 'delete', label: t('record.delete'), danger: true }]
        : []),
    ],
    onClick: ({ key }) => {
      if (key === 'rename') setSaving({ kind: target.kind, view: target });
      else if (key === 'copy') setSaving({ kind: state.kind });
      else if (key === 'default') void attempt(() => makeDefault(form.key, target.id), t('view.default_set'));
      else if (key === 'undefault') void attempt(() => makeDefault(form.key, undefined));
      else remove(target);
    },
  });

  const tab = (id: string, label: string, kind: ViewKind, shared: boolean, menu?: MenuProps) => {
    const here = (view?.id ?? ALL) === id;
    return (
      <li key={id} className={`${css.tab} ${here ? css.here : ''}`}>
        <button
          type="button"
          className={css.name}
          aria-current={here ? 'page' : undefined}
          onClick={() => open.choose(id)}
        >
          {ICONS[here ? state.kind : kind]}
          <span className="ellipsis">{label}</span>
          {shared ? <TeamOutlined className={css.shared} aria-label={t('view.shared')} /> : null}
        </button>
        {here && menu ? (
          <Dropdown menu={menu} trigger={['click']}>
            <button type="button" className={css.more} aria-label={t('view.more', { view: label })}>
              <DownOutlined aria-hidden />
            </button>
          </Dropdown>
        ) : null}
      </li>
    );
  };
  return (
    <div className={css.bar}>
      <ul className={css.tabs} aria-label={t('view.list')}>
        {tab(ALL, t('view.all'), 'grid', false)}
        {views.map((each) => tab(each.id, each.label, each.kind, each.scope === 'shared', menuOf(each)))}
        <li>
          <Dropdown
            trigger={['click']}
            menu={{
              items: VIEW_KINDS.map((kind) => ({ key: kind, icon: ICONS[kind], label: t(`view.kind.${kind}`) })),
              onClick: ({ key }) => setSaving({ kind: key as ViewKind }),
            }}
          >
            <button type="button" className={css.add} aria-label={t('view.add')}>
              <PlusOutlined aria-hidden />
            </button>
          </Dropdown>
        </li>
      </ul>
      {open.changed ? (
        <span className={css.changed}>
          <Button type="link" size="small" onClick={open.reset}>
            {t('view.reset')}
          </Button>
          {view?.may.edit && view.leftOut.length === 0 ? (
            <Button size="small" type="primary" ghost onClick={() => void store(view)}>
              {t('view.save')}
            </Button>
          ) : null}
          <Button size="small" onClick={() => setSaving({ kind: state.kind })}>
            {t('view.save_as')}
          </Button>
        </span>
      ) : null}
      {saving ? (
        <Suspense fallback={null}>
          <SaveDialog
            form={form}
            open={open}
            kind={saving.kind}
            view={saving.view}
            onClose={() => setSaving(undefined)}
          />
        </Suspense>
      ) : null}
    </div>
  );
}
