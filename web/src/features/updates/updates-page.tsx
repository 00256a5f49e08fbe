import '@/i18n/updates';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, Popconfirm, Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import { type AppUpdate, keepOwn, loadAppUpdates, takeAppUpdates } from '@/api/app-updates';
import { type Place, places } from '@/engine/app-updates/difference';
import { BusyButton } from '@/ui/busy-button';
import { Page, Panel } from '@/ui/page';
import { NoPermission } from '@/ui/refusals';
import { useLabel, useWorkplace } from '@/ui/session';
import { EmptyState, ErrorState, Loading } from '@/ui/states';
import css from './updates.module.css';

const MOST = 12;

/** What has a word of its own; the rest is called by its key. */
const KINDS = [
  ...['form', 'flow', 'rule', 'ledger', 'dashboard', 'print', 'role'],
  ...['group', 'amendment', 'receivables', 'planning', 'tracking', 'import'],
] as const;
const WORDS = [
  ...['fields', 'lines', 'label', 'help', 'validations', 'message', 'formula'],
  ...['options', 'nodes', 'postings', 'accounts', 'limits', 'values', 'dimensions'],
  ...['list', 'when', 'steps', 'trigger', 'forms', 'widgets', 'body'],
  ...['fontSize', 'position', 'required', 'default', 'figures'],
] as const;

/** `/build/updates`: what a newer version of the product brings, to be taken or left. */
export function UpdatesPage() {
  const { session } = useWorkplace();
  return session.builds ? <Updates /> : <NoPermission />;
}

function useDecision(decide: (updates: readonly AppUpdate[]) => Promise<unknown>, done: string) {
  const client = useQueryClient();
  const { message } = App.useApp();
  return useMutation({
    mutationFn: decide,
    onSuccess: () => {
      void message.success(done);
      void client.invalidateQueries();
    },
  });
}

function Updates() {
  const { t } = useTranslation();
  const query = useQuery({ queryKey: ['app-updates'], queryFn: loadAppUpdates });
  const take = useDecision(takeAppUpdates, t('updates.taken'));
  const keep = useDecision(keepOwn, t('updates.kept'));
  const items = query.data?.items ?? [];
  const ready = items.filter(({ state }) => state !== 'changed');
  const own = items.filter(({ state }) => state === 'changed');
  const failed = take.error ?? keep.error;
  const busy = take.isPending || keep.isPending;
  return (
    <Page title={t('updates.title')} width="text">
      <p>{t('updates.intro')}</p>
      {failed ? <ErrorState error={failed} /> : null}
      {query.isPending ? <Loading lines={4} /> : null}
      {query.isError ? <ErrorState error={query.error} retry={() => void query.refetch()} /> : null}
      {query.isSuccess && items.length === 0 ? (
        <EmptyState title={t('updates.none')} hint={t('updates.none_hint')} />
      ) : null}
      {ready.length > 0 ? (
        <Panel
          flush
          title={t('updates.ready')}
          extra={
            <BusyButton type="primary" busy={busy} onClick={() => take.mutate(ready)}>
              {t('updates.take_all')}
            </BusyButton>
          }
        >
          <p className={css.hint}>{t('updates.ready_hint')}</p>
          <ul className={css.list}>
            {ready.map((update) => (
              <Line key={`${update.kind}/${update.key}`} update={update}>
                <Button size="small" disabled={busy} onClick={() => take.mutate([update])}>
                  {t('updates.take')}
                </Button>
              </Line>
            ))}
          </ul>
        </Panel>
      ) : null}
      {own.length > 0 ? (
        <Panel flush title={t('updates.own')}>
          <p className={css.hint}>{t('updates.own_hint')}</p>
          <ul className={css.list}>
            {own.map((update) => (
              <Line key={`${update.kind}/${update.key}`} update={update}>
                <Decisions
                  update={update}
                  busy={busy}
                  onTake={() => take.mutate([update])}
                  onKeep={() => keep.mutate([update])}
                />
              </Line>
            ))}
          </ul>
        </Panel>
      ) : null}
    </Page>
  );
}

interface DecisionsProps {
  update: AppUpdate;
  busy: boolean;
  onTake: () => void;
  onKeep: () => void;
}

function Decisions({ update, busy, onTake, onKeep }: DecisionsProps) {
  const { t } = useTranslation();
  const label = useLabel();
  return (
    <>
      <Button size="small" disabled={busy} onClick={onKeep}>
        {t('updates.keep')}
      </Button>
      <Popconfirm
        title={t('updates.take_title', { name: label(update.label, update.key) })}
        description={t('updates.take_text')}
        okText={t('updates.take')}
        onConfirm={onTake}
      >
        <Button size="small" disabled={busy || update.drafted}>
          {t('updates.take')}
        </Button>
      </Popconfirm>
    </>
  );
}

function Line({ update, children }: { update: AppUpdate; children: React.ReactNode }) {
  const { t } = useTranslation();
  const label = useLabel();
  const kind = KINDS.find((each) => each === update.kind);
  return (
    <li>
      <span className={css.name}>
        <b>{label(update.label, update.key)}</b>{' '}
        <span className={css.quiet}>{kind ? t(`updates.kind.${kind}`) : update.kind}</span>
      </span>
      {update.drafted ? <span className={css.quiet}>{t('updates.drafted')}</span> : null}
      {update.state === 'new' ? <Tag color="green">{t('updates.fresh')}</Tag> : null}
      <span className={css.actions}>{children}</span>
      {update.present ? (
        <What title={t('updates.brings')} found={places(update.taken ?? update.present, update.packaged)} />
      ) : null}
      {update.state === 'changed' && update.taken ? (
        <What title={t('updates.mine')} found={places(update.taken, update.present)} />
      ) : null}
    </li>
  );
}

function What({ title, found }: { title: string; found: readonly Place[] }) {
  const { t } = useTranslation();
  const label = useLabel();
  if (found.length === 0) return null;
  const step = (of: Place['path'][number]) => {
    const word = WORDS.find((each) => each === of);
    return word ? t(`updates.word.${word}`) : label(of);
  };
  const sentences = found.map(({ kind, path }) => t(`updates.place.${kind}`, { path: path.map(step).join(' › ') }));
  return (
    <details className={css.what}>
      <summary>
        {title} ({found.length})
      </summary>
      <ul>
        {[...new Set(sentences)].slice(0, MOST).map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
        {found.length > MOST ? <li>{t('updates.more', { count: found.length - MOST })}</li> : null}
      </ul>
    </details>
  );
}
