import '@/i18n/links';
import { EllipsisOutlined, PlusOutlined } from '@ant-design/icons';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, Dropdown } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { actOnLink, deleteLink, loadLinks, type PublicLink } from '@/api/links';
import { groupDigits } from '@/engine/digits';
import { Page, Panel } from '@/ui/page';
import { useErrorText } from '@/ui/problem-text';
import { NoPermission } from '@/ui/refusals';
import { useLabel, useWorkplace } from '@/ui/session';
import { EmptyState, ErrorState, Loading } from '@/ui/states';
import { StateTag } from '@/ui/values/status-tag';
import { Ago } from '@/ui/values/time';
import css from './links.module.css';

const LinkDialog = lazy(async () => ({ default: (await import('./link-dialog')).LinkDialog }));
const AddressDialog = lazy(async () => ({ default: (await import('./address-dialog')).AddressDialog }));

type State = 'live' | 'stopped' | 'expired';

function stateOf(link: PublicLink): State {
  if (link.revokedAt !== null) return 'stopped';
  return link.expiresAt !== null && new Date(link.expiresAt) <= new Date() ? 'expired' : 'live';
}

const COLORS: Record<State, string> = { live: 'green', stopped: 'red', expired: 'default' };

/** `/build/links`: what people outside can open, and where it is stopped. */
export function LinksPage() {
  const { t } = useTranslation();
  const { session } = useWorkplace();
  const queries = useQueryClient();
  const [editing, setEditing] = useState<PublicLink | 'new'>();
  const [made, setMade] = useState<PublicLink>();
  const query = useQuery({ queryKey: ['links'], queryFn: loadLinks, enabled: session.builds });
  if (!session.builds) return <NoPermission />;
  const items = query.data?.items ?? [];
  const refresh = () => void queries.invalidateQueries({ queryKey: ['links'] });
  return (
    <Page
      title={t('links.title')}
      width="text"
      actions={
        <Button type="primary" icon={<PlusOutlined aria-hidden />} onClick={() => setEditing('new')}>
          {t('links.new')}
        </Button>
      }
    >
      <p className={css.intro}>{t('links.intro')}</p>
      <Panel flush>
        {query.isPending ? <Loading lines={6} /> : null}
        {query.isError ? <ErrorState error={query.error} retry={() => void query.refetch()} /> : null}
        {query.isSuccess && items.length === 0 ? (
          <EmptyState title={t('links.none')} hint={t('links.none_hint')} />
        ) : null}
        <ul className={css.links}>
          {items.map((link) => (
            <LinkRow key={link.id} link={link} onEdit={() => setEditing(link)} onMade={setMade} onChanged={refresh} />
          ))}
        </ul>
      </Panel>
      <Suspense fallback={null}>
        {editing ? (
          <LinkDialog
            link={editing === 'new' ? undefined : editing}
            onClose={() => setEditing(undefined)}
            onSaved={(saved) => {
              setEditing(undefined);
              refresh();
              if (saved.token !== null) setMade(saved);
            }}
          />
        ) : null}
        {made ? <AddressDialog link={made} onClose={() => setMade(undefined)} /> : null}
      </Suspense>
    </Page>
  );
}

interface LinkRowProps {
  link: PublicLink;
  onEdit: () => void;
  onMade: (link: PublicLink) => void;
  onChanged: () => void;
}

function LinkRow({ link, onEdit, onMade, onChanged }: LinkRowProps) {
  const { t } = useTranslation();
  const label = useLabel();
  const { message, modal } = App.useApp();
  const errorText = useErrorText();
  const { blueprint } = useWorkplace();
  const state = stateOf(link);
  const form = blueprint.forms.find((each) => each.key === link.form);
  const attempt = async (work: () => Promise<unknown>) => {
    try {
      await work();
    } catch (error) {
      void message.error(errorText(error));
    } finally {
      onChanged();
    }
  };
  const ask = (title: string, content: string, work: () => Promise<unknown>) =>
    modal.confirm({
      title,
      content,
      okButtonProps: { danger: true },
      cancelText: t('common.cancel'),
      onOk: () => attempt(work),
    });
  const stop = () => ask(t('links.stop'), t('links.stop_text'), () => actOnLink(link.id, 'revoke'));
  const act = (key: string) => {
    if (key === 'resume') void attempt(() => actOnLink(link.id, 'resume'));
    if (key === 'renew')
      ask(t('links.renew'), t('links.renew_text'), async () => onMade(await actOnLink(link.id, 'renew')));
    if (key === 'delete') ask(t('links.delete'), t('links.delete_text'), () => deleteLink(link.id));
  };
  return (
    <li>
      <div className={css.what}>
        <button type="button" className={css.name} onClick={onEdit}>
          {link.label}
        </button>
        <span>
          {link.kind === 'form' ? t('links.kind_form') : t('links.kind_query')}
          {' · '}
          {label(form?.label, link.form)}
          {' · '}
          {t('links.uses', { uses: groupDigits(String(link.uses)) })}
          {link.usedAt ? (
            <>
              {' · '}
              <Ago at={link.usedAt} />
            </>
          ) : null}
        </span>
      </div>
      <StateTag color={COLORS[state]}>{t(`links.state.${state}`)}</StateTag>
      {state === 'stopped' ? null : (
        <Button size="small" onClick={stop}>
          {t('links.stop')}
        </Button>
      )}
      <Dropdown
        trigger={['click']}
        menu={{
          items: [
            ...(state === 'stopped' ? [{ key: 'resume', label: t('links.resume') }] : []),
            { key: 'renew', label: t('links.renew') },
            { key: 'delete', danger: true, label: t('links.delete') },
          ],
          onClick: ({ key }) => act(key),
        }}
      >
        <Button
          size="small"
          type="text"
          icon={<EllipsisOutlined aria-hidden />}
          aria-label={t('links.more', { name: link.label })}
        />
      </Dropdown>
    </li>
  );
}
