import '@/i18n/channels';
import { EllipsisOutlined, PlusOutlined } from '@ant-design/icons';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, Dropdown } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import {
  type Connection,
  type ConnectionKind,
  loadConnections,
  removeConnection,
  testConnection,
} from '@/api/channels';
import { Page, Panel } from '@/ui/page';
import { useErrorText } from '@/ui/problem-text';
import { NoPermission } from '@/ui/refusals';
import { useWorkplace } from '@/ui/session';
import { EmptyState, ErrorState, Loading } from '@/ui/states';
import { StateTag } from '@/ui/values/status-tag';
import css from './channels.module.css';
import { KINDS, MANY, SINGLE } from './kinds';

const ConnectionDrawer = lazy(async () => ({ default: (await import('./connection-drawer')).ConnectionDrawer }));
const TestDialog = lazy(async () => ({ default: (await import('./test-dialog')).TestDialog }));

type Editing = { kind: ConnectionKind; connection: Connection | undefined };

/** `/channels`: the ways messages take to the outside. */
export function ChannelsPage() {
  const { session } = useWorkplace();
  return session.administers ? <Channels /> : <NoPermission />;
}

function Channels() {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const query = useQuery({ queryKey: ['connections'], queryFn: loadConnections });
  const [editing, setEditing] = useState<Editing>();
  const [testing, setTesting] = useState<Connection>();
  const items = query.data?.items ?? [];
  const many = items.filter(({ kind }) => MANY.includes(kind));
  const refresh = () => void queries.invalidateQueries({ queryKey: ['connections'] });
  return (
    <Page
      title={t('channels.title')}
      width="text"
      actions={
        <>
          <Link to="/deliveries" className={css.action ?? ''}>
            {t('deliveries.title')}
          </Link>
          <Dropdown
            trigger={['click']}
            menu={{
              items: MANY.map((kind) => ({ key: kind, label: t(`channels.kind.${kind}`) })),
              onClick: ({ key }) => setEditing({ kind: key as ConnectionKind, connection: undefined }),
            }}
          >
            <Button type="primary" icon={<PlusOutlined aria-hidden />}>
              {t('channels.new')}
            </Button>
          </Dropdown>
        </>
      }
    >
      <p className={css.intro}>{t('channels.intro')}</p>
      {query.isPending ? <Loading lines={6} /> : null}
      {query.isError ? <ErrorState error={query.error} retry={() => void query.refetch()} /> : null}
      {query.data ? (
        <>
          <Panel title={t('channels.to_people')} flush>
            <ul className={css.list}>
              {SINGLE.map((kind) => {
                const connection = items.find((each) => each.kind === kind);
                const installed =
                  (kind === 'mail' && query.data.installed.mail) || (kind === 'sms' && query.data.installed.sms);
                return (
                  <ConnectionRow
                    key={kind}
                    kind={kind}
                    connection={connection}
                    installed={installed}
                    onEdit={() => setEditing({ kind, connection })}
                    onTest={setTesting}
                    onChanged={refresh}
                  />
                );
              })}
            </ul>
          </Panel>
          <Panel title={t('channels.to_systems')} flush>
            {many.length === 0 ? <EmptyState title={t('channels.none')} hint={t('channels.none_hint')} /> : null}
            <ul className={css.list}>
              {many.map((connection) => (
                <ConnectionRow
                  key={connection.key}
                  kind={connection.kind}
                  connection={connection}
                  installed={false}
                  onEdit={() => setEditing({ kind: connection.kind, connection })}
                  onTest={setTesting}
                  onChanged={refresh}
                />
              ))}
            </ul>
          </Panel>
        </>
      ) : null}
      <Suspense fallback={null}>
        {editing ? (
          <ConnectionDrawer
            kind={editing.kind}
            connection={editing.connection}
            taken={items.map(({ key }) => key)}
            onClose={() => setEditing(undefined)}
            onSaved={() => {
              setEditing(undefined);
              refresh();
            }}
          />
        ) : null}
        {testing ? <TestDialog connection={testing} onClose={() => setTesting(undefined)} /> : null}
      </Suspense>
    </Page>
  );
}

interface RowProps {
  kind: ConnectionKind;
  connection: Connection | undefined;
  installed: boolean;
  onEdit: () => void;
  onTest: (connection: Connection) => void;
  onChanged: () => void;
}

function ConnectionRow({ kind, connection, installed, onEdit, onTest, onChanged }: RowProps) {
  const { t } = useTranslation();
  const { message, modal } = App.useApp();
  const errorText = useErrorText();
  const [busy, setBusy] = useState(false);
  const single = kind as 'mail' | 'sms' | 'wecom_app';
  const state = connection ? 'set' : installed ? 'installed' : 'unset';
  const name = connection && !KINDS[kind].only ? connection.label : t(`channels.kind.${kind}`);
  const test = async (tested: Connection) => {
    if (KINDS[kind].recipient) return onTest(tested);
    setBusy(true);
    try {
      const { sent, reason } = await testConnection(tested.key);
      if (sent) void message.success(t('channels.test_sent'));
      else void message.error(reason ?? t('channels.test_failed'), 6);
    } catch (error) {
      void message.error(errorText(error));
    } finally {
      setBusy(false);
    }
  };
  const remove = (removed: Connection) =>
    modal.confirm({
      title: t('channels.remove_title', { name }),
      content: t('channels.remove_text'),
      okButtonProps: { danger: true },
      okText: t('channels.remove'),
      cancelText: t('common.cancel'),
      onOk: async () => {
        try {
          await removeConnection(removed.key);
        } catch (error) {
          void message.error(errorText(error));
        } finally {
          onChanged();
        }
      },
    });
  const limit = connection?.perMinute ?? KINDS[kind].perMinute;
  return (
    <li>
      <div className={css.what}>
        <button type="button" className={css.name} onClick={onEdit}>
          {name}
        </button>
        <span>
          {connection
            ? [
                ...(KINDS[kind].only ? [] : [t(`channels.kind.${kind}`)]),
                connection.address,
                ...(limit ? [t('channels.per_minute_short', { count: limit })] : []),
              ]
                .filter(Boolean)
                .join(' · ')
            : t(`channels.purpose.${single}`)}
        </span>
      </div>
      {KINDS[kind].only ? (
        <StateTag color={state === 'unset' ? 'default' : 'green'}>{t(`channels.state.${state}`)}</StateTag>
      ) : null}
      {connection ? (
        <>
          <Button size="small" loading={busy} onClick={() => void test(connection)}>
            {t('channels.test')}
          </Button>
          <Dropdown
            trigger={['click']}
            menu={{
              items: [
                { key: 'edit', label: t('channels.edit') },
                { key: 'remove', danger: true, label: t('channels.remove') },
              ],
              onClick: ({ key }) => (key === 'edit' ? onEdit() : remove(connection)),
            }}
          >
            <Button
              size="small"
              type="text"
              icon={<EllipsisOutlined aria-hidden />}
              aria-label={t('channels.more', { name })}
            />
          </Dropdown>
        </>
      ) : (
        <Button size="small" onClick={onEdit}>
          {t('channels.set_up')}
        </Button>
      )}
    </li>
  );
}
