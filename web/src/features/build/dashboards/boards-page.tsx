import '@/i18n/board-build';
import '@/i18n/boards';
import '@/i18n/designer';
import { CopyOutlined, EyeOutlined, PlusOutlined } from '@ant-design/icons';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, Input } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { type ListedArtifact, loadArtifact, loadArtifacts, saveDraft } from '@/api/artifacts';
import { isProblem } from '@/api/problem';
import { type BoardDocument, toBoard } from '@/engine/report/board';
import css from '@/features/build/build.module.css';
import { LinkButton } from '@/ui/link-button';
import { Page } from '@/ui/page';
import { useErrorText } from '@/ui/problem-text';
import { NoPermission } from '@/ui/refusals';
import { useLabel, useWorkplace } from '@/ui/session';
import { EmptyState, ErrorState, Loading } from '@/ui/states';
import { Ago } from '@/ui/values/time';

const NewBoardDialog = lazy(async () => ({ default: (await import('./new-board-dialog')).NewBoardDialog }));

/** `/build/dashboards`: the dashboards there are, and the way to new ones. */
export function BoardsPage() {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const { session } = useWorkplace();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const label = useLabel();
  const errorText = useErrorText();
  const query = useQuery({
    queryKey: ['artifacts', 'dashboard'],
    queryFn: () => loadArtifacts('dashboard'),
    enabled: session.builds,
    staleTime: 0,
  });
  const [search, setSearch] = useState('');
  const [adding, setAdding] = useState<BoardDocument | 'empty'>();
  if (!session.builds) return <NoPermission />;
  const items = query.data?.items ?? [];
  const wanted = search.trim();
  const shown = items.filter((item) => label(item.label ?? '', item.key).includes(wanted) || item.key.includes(wanted));
  const create = async (document: BoardDocument) => {
    try {
      await saveDraft('dashboard', document.key, 0, null, document);
      void queries.invalidateQueries({ queryKey: ['artifacts'] });
      void navigate(`/build/dashboards/${document.key}`);
    } catch (error) {
      // The key was free a moment ago: somebody made a dashboard of the same name just now.
      void message.error(isProblem(error) && error.status === 409 ? t('boardBuild.key_taken') : errorText(error));
    }
  };
  const copy = async (key: string) => {
    try {
      const { draft, published } = await loadArtifact('dashboard', key);
      setAdding(toBoard(draft?.document ?? published?.document));
    } catch (error) {
      void message.error(errorText(error));
    }
  };
  return (
    <Page
      title={t('boardBuild.title')}
      actions={
        <>
          <Input.Search
            allowClear
            aria-label={t('boardBuild.search')}
            placeholder={t('boardBuild.search')}
            style={{ width: 200 }}
            value={search}
            onChange={(event) => setSearch(event.target.value)}
          />
          <Button type="primary" icon={<PlusOutlined aria-hidden />} onClick={() => setAdding('empty')}>
            {t('boardBuild.new')}
          </Button>
        </>
      }
    >
      {query.isPending ? <Loading lines={6} /> : null}
      {query.isError ? <ErrorState error={query.error} retry={() => void query.refetch()} /> : null}
      {query.data && shown.length === 0 ? (
        <EmptyState
          title={wanted ? t('boardBuild.none_found') : t('boardBuild.none')}
          hint={t('boardBuild.none_hint')}
        />
      ) : null}
      <ul className={css.forms}>
        {shown.map((item) => (
          <li key={item.key}>
            <BoardCard item={item} onCopy={() => void copy(item.key)} />
          </li>
        ))}
      </ul>
      {adding ? (
        <Suspense fallback={null}>
          <NewBoardDialog
            taken={new Set(items.map((item) => item.key))}
            source={adding === 'empty' ? undefined : adding}
            onClose={() => setAdding(undefined)}
            onCreate={create}
          />
        </Suspense>
      ) : null}
    </Page>
  );
}

function BoardCard({ item, onCopy }: { item: ListedArtifact; onCopy: () => void }) {
  const { t } = useTranslation();
  const label = useLabel();
  const board = item.document ? toBoard(item.document) : undefined;
  const last = item.draft ?? (item.at && item.by ? { at: item.at, by: item.by } : undefined);
  return (
    <article className={css.form}>
      <h2>
        <Link to={`/build/dashboards/${item.key}`} className="ellipsis">
          {label(item.label ?? '', item.key)}
        </Link>
        {item.hasDraft ? (
          <span className={css.draft}>
            {item.version > 0 ? t('designer.forms.draft') : t('designer.forms.unpublished')}
          </span>
        ) : null}
      </h2>
      <p className={css.facts}>
        {board ? t('boardBuild.widgets', { count: board.widgets.length }) : ''}
        {item.version > 0 ? ` · ${t('designer.versions.number', { version: item.version })}` : ''}
      </p>
      {last ? (
        <p className={css.facts}>
          {last.by.title} · <Ago at={last.at} />
        </p>
      ) : null}
      <p className={css.formActions}>
        <Button type="text" size="small" icon={<CopyOutlined aria-hidden />} onClick={onCopy}>
          {t('designer.forms.duplicate')}
        </Button>
        {item.version > 0 ? (
          <LinkButton type="text" size="small" icon={<EyeOutlined aria-hidden />} to={`/dashboards/${item.key}`}>
            {t('boardBuild.look')}
          </LinkButton>
        ) : null}
      </p>
    </article>
  );
}
