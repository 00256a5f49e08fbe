import '@/i18n/designer';
import '@/i18n/flows';
import '@/i18n/ledger-build';
import '@/i18n/lists';
import '@/i18n/rules';
import { PlusOutlined } from '@ant-design/icons';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, Input, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { type ListedArtifact, loadArtifacts, saveDraft } from '@/api/artifacts';
import { isProblem } from '@/api/problem';
import type { Label } from '@/engine/blueprint';
import { keyFrom } from '@/engine/designer/document';
import { freeKey } from '@/engine/layout';
import { type LedgerDocument, toLedger } from '@/engine/ledger/document';
import css from '@/features/build/build.module.css';
import panelCss from '@/features/build/panel/panel.module.css';
import { LabelRow, Row } from '@/features/build/panel/parts';
import { Page } from '@/ui/page';
import { useErrorText } from '@/ui/problem-text';
import { NoPermission } from '@/ui/refusals';
import { useLabel, useListText, useWorkplace } from '@/ui/session';
import { EmptyState, ErrorState, Loading } from '@/ui/states';
import { Ago } from '@/ui/values/time';

/** `/build/ledgers`: every ledger there is, and where new ones begin. */
export function LedgersPage() {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const { session } = useWorkplace();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const errorText = useErrorText();
  const [adding, setAdding] = useState(false);
  const query = useQuery({
    queryKey: ['artifacts', 'ledger'],
    queryFn: () => loadArtifacts('ledger'),
    enabled: session.builds,
    staleTime: 0,
  });
  if (!session.builds) return <NoPermission />;
  const items = query.data?.items ?? [];
  const create = async (document: LedgerDocument) => {
    try {
      await saveDraft('ledger', document.key, 0, null, document);
      void queries.invalidateQueries({ queryKey: ['artifacts'] });
      void navigate(`/build/ledgers/${document.key}`);
    } catch (error) {
      void message.error(isProblem(error) && error.status === 409 ? t('ledger_build.key_taken') : errorText(error));
    }
  };
  return (
    <Page
      title={t('ledger_build.title')}
      actions={
        <>
          <Link to="/build/settings">{t('ledger_build.more_settings')}</Link>
          <Button type="primary" icon={<PlusOutlined aria-hidden />} onClick={() => setAdding(true)}>
            {t('ledger_build.new')}
          </Button>
        </>
      }
    >
      {query.isPending ? <Loading lines={6} /> : null}
      {query.isError ? <ErrorState error={query.error} retry={() => void query.refetch()} /> : null}
      {query.isSuccess && items.length === 0 ? (
        <EmptyState title={t('ledger_build.no_ledgers')} hint={t('ledger_build.no_ledgers_hint')} />
      ) : null}
      <div className={css.forms}>
        {items.map((item) => (
          <Card key={item.key} item={item} />
        ))}
      </div>
      {adding ? (
        <NewLedger taken={new Set(items.map(({ key }) => key))} onClose={() => setAdding(false)} onCreate={create} />
      ) : null}
    </Page>
  );
}

function Card({ item }: { item: ListedArtifact }) {
  const { t } = useTranslation();
  const label = useLabel();
  const list = useListText();
  const document = toLedger(item.document);
  const last = item.draft ?? (item.at && item.by ? { at: item.at, by: item.by } : undefined);
  return (
    <article className={css.form}>
      <h2>
        <Link to={`/build/ledgers/${item.key}`} className="ellipsis">
          {label(item.label ?? '', item.key)}
        </Link>
        {item.hasDraft ? (
          <span className={css.draft}>
            {item.version > 0 ? t('designer.forms.draft') : t('designer.forms.unpublished')}
          </span>
        ) : null}
      </h2>
      <p className={css.facts}>
        {t('ledger_build.card', {
          by: list(document.dimensions.map((each) => label(each.label, each.key))),
          accounts: list(document.accounts.map((each) => label(each.label, each.key))),
        })}
      </p>
      {last ? (
        <p className={css.facts}>
          {item.version > 0 ? `${t('designer.versions.number', { version: item.version })} · ` : ''}
          {last.by.title} · <Ago at={last.at} />
        </p>
      ) : null}
      {item.version > 0 ? (
        <div className={css.formActions}>
          <Link to={`/ledgers/${item.key}`} className={css.facts ?? ''}>
            {t('ledger_build.to_balances')}
          </Link>
        </div>
      ) : null}
    </article>
  );
}

interface NewLedgerProps {
  taken: ReadonlySet<string>;
  onClose: () => void;
  onCreate: (document: LedgerDocument) => Promise<void>;
}

/** Names a ledger; it begins with nothing in it. */
function NewLedger({ taken, onClose, onCreate }: NewLedgerProps) {
  const { t } = useTranslation();
  const [name, setName] = useState<Label>({});
  const [typed, setTyped] = useState<string>();
  const [busy, setBusy] = useState(false);
  const key = typed ?? freeKey(keyFrom(name.en ?? '') || 'ledger', taken);
  const problem = !/^[a-z][a-z0-9_]{0,28}$/.test(key)
    ? t('designer.key_shape')
    : taken.has(key)
      ? t('ledger_build.key_taken')
      : undefined;
  const named = Object.values(name).some((text) => text.trim() !== '');
  const create = async () => {
    setBusy(true);
    await onCreate({ kind: 'ledger', key, label: name, dimensions: [], accounts: [], postings: [] });
    setBusy(false);
  };
  return (
    <Modal
      open
      title={t('ledger_build.new')}
      okText={t('designer.forms.create')}
      confirmLoading={busy}
      okButtonProps={{ disabled: !named || problem !== undefined }}
      onCancel={onClose}
      onOk={() => void create()}
    >
      <div className={panelCss.group}>
        <LabelRow autoFocus label={t('ledger_build.name')} value={name} onChange={(next) => setName(next ?? {})} />
        <Row label={t('designer.key')} help={t('ledger_build.key_help')} problem={problem}>
          {(id) => (
            <Input
              id={id}
              value={key}
              spellCheck={false}
              autoComplete="off"
              onChange={(event) => setTyped(event.target.value)}
            />
          )}
        </Row>
      </div>
    </Modal>
  );
}
