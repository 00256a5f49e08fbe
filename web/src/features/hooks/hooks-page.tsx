import '@/i18n/channels';
import { EllipsisOutlined, PlusOutlined } from '@ant-design/icons';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, Dropdown } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Hook, loadHooks, removeHook } from '@/api/hooks';
import { Page, Panel } from '@/ui/page';
import { useErrorText } from '@/ui/problem-text';
import { NoPermission } from '@/ui/refusals';
import { useAddress, useWorkplace } from '@/ui/session';
import { EmptyState, ErrorState, Loading } from '@/ui/states';
import { StateTag } from '@/ui/values/status-tag';
import css from './hooks.module.css';

const HookDrawer = lazy(async () => ({ default: (await import('./hook-drawer')).HookDrawer }));
const CallsDrawer = lazy(async () => ({ default: (await import('./calls-drawer')).CallsDrawer }));

/** `/hooks`: where other systems send what becomes records. */
export function HooksPage() {
  const { session } = useWorkplace();
  return session.administers ? <Hooks /> : <NoPermission />;
}

function Hooks() {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const query = useQuery({ queryKey: ['hooks'], queryFn: loadHooks });
  const [editing, setEditing] = useState<Hook | 'new'>();
  const [watched, setWatched] = useState<Hook>();
  const items = query.data?.items ?? [];
  const refresh = () => void queries.invalidateQueries({ queryKey: ['hooks'] });
  return (
    <Page
      title={t('hooks.title')}
      width="text"
      actions={
        <Button type="primary" icon={<PlusOutlined aria-hidden />} onClick={() => setEditing('new')}>
          {t('hooks.new')}
        </Button>
      }
    >
      <p className={css.intro}>{t('hooks.intro')}</p>
      <Panel flush>
        {query.isPending ? <Loading lines={4} /> : null}
        {query.isError ? <ErrorState error={query.error} retry={() => void query.refetch()} /> : null}
        {query.isSuccess && items.length === 0 ? (
          <EmptyState title={t('hooks.none')} hint={t('hooks.none_hint')} />
        ) : null}
        <ul className={css.list}>
          {items.map((hook) => (
            <HookRow
              key={hook.id}
              hook={hook}
              onEdit={() => setEditing(hook)}
              onWatch={() => setWatched(hook)}
              onChanged={refresh}
            />
          ))}
        </ul>
      </Panel>
      <Suspense fallback={null}>
        {editing ? (
          <HookDrawer
            hook={editing === 'new' ? undefined : editing}
            onClose={() => setEditing(undefined)}
            onSaved={() => {
              setEditing(undefined);
              refresh();
            }}
          />
        ) : null}
        {watched ? <CallsDrawer hook={watched} onClose={() => setWatched(undefined)} /> : null}
      </Suspense>
    </Page>
  );
}

interface HookRowProps {
  hook: Hook;
  onEdit: () => void;
  onWatch: () => void;
  onChanged: () => void;
}

function HookRow({ hook, onEdit, onWatch, onChanged }: HookRowProps) {
  const addressOf = useAddress();
  const { t } = useTranslation();
  const { message, modal } = App.useApp();
  const errorText = useErrorText();
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(addressOf(hook.path));
      void message.success(t('hooks.copied'));
    } catch {
      void message.info(addressOf(hook.path), 10);
    }
  };
  const remove = () =>
    modal.confirm({
      title: t('hooks.remove_title', { name: hook.label }),
      content: t('hooks.remove_text'),
      okText: t('hooks.remove'),
      okButtonProps: { danger: true },
      cancelText: t('common.cancel'),
      onOk: async () => {
        try {
          await removeHook(hook.id);
        } catch (error) {
          void message.error(errorText(error));
        } finally {
          onChanged();
        }
      },
    });
  const act: Record<string, () => void> = { edit: onEdit, remove, copy: () => void copy() };
  return (
    <li>
      <div className={css.what}>
        <button type="button" className={css.name} onClick={onEdit}>
          {hook.label}
        </button>
        <span>{[t('hooks.into', { form: hook.formLabel }), t(`hooks.proof.${hook.proof}`)].join(' · ')}</span>
      </div>
      <StateTag color={hook.enabled ? 'green' : 'default'}>
        {hook.enabled ? t('hooks.open') : t('hooks.closed')}
      </StateTag>
      <Button size="small" onClick={() => void copy()}>
        {t('hooks.copy')}
      </Button>
      <Button size="small" onClick={onWatch}>
        {t('hooks.calls')}
      </Button>
      <Dropdown
        trigger={['click']}
        menu={{
          items: [
            { key: 'edit', label: t('channels.edit') },
            { key: 'remove', danger: true, label: t('hooks.remove') },
          ],
          onClick: ({ key }) => act[key]?.(),
        }}
      >
        <Button
          size="small"
          type="text"
          icon={<EllipsisOutlined aria-hidden />}
          aria-label={t('channels.more', { name: hook.label })}
        />
      </Dropdown>
    </li>
  );
}
