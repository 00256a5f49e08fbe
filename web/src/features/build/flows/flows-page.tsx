import '@/i18n/designer';
import '@/i18n/flows';
import { PlusOutlined } from '@ant-design/icons';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, Input } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { type ListedArtifact, loadArtifacts, saveDraft } from '@/api/artifacts';
import { isProblem } from '@/api/problem';
import { type FlowDocument, toFlow } from '@/engine/flow/document';
import css from '@/features/build/build.module.css';
import { Page } from '@/ui/page';
import { useErrorText } from '@/ui/problem-text';
import { NoPermission } from '@/ui/refusals';
import { useForm, useLabel, useWorkplace } from '@/ui/session';
import { EmptyState, ErrorState, Loading } from '@/ui/states';
import { Ago } from '@/ui/values/time';

const NewFlowDialog = lazy(async () => ({ default: (await import('./new-flow-dialog')).NewFlowDialog }));

/** `/build/flows`: every flow there is, and where new ones begin. */
export function FlowsPage() {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const { session } = useWorkplace();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const label = useLabel();
  const errorText = useErrorText();
  const query = useQuery({
    queryKey: ['artifacts', 'flow'],
    queryFn: () => loadArtifacts('flow'),
    enabled: session.builds,
    staleTime: 0,
  });
  const [search, setSearch] = useState('');
  const [adding, setAdding] = useState(false);
  if (!session.builds) return <NoPermission />;
  const items = query.data?.items ?? [];
  const wanted = search.trim();
  const shown = items.filter((item) => label(item.label ?? '', item.key).includes(wanted) || item.key.includes(wanted));
  const create = async (document: FlowDocument) => {
    try {
      await saveDraft('flow', document.key, 0, null, document);
      void queries.invalidateQueries({ queryKey: ['artifacts'] });
      void navigate(`/build/flows/${document.key}`);
    } catch (error) {
      // The key was free a moment ago: somebody made a flow of the same name just now.
      void message.error(isProblem(error) && error.status === 409 ? t('flows.key_taken') : errorText(error));
    }
  };
  return (
    <Page
      title={t('flows.title')}
      actions={
        <>
          <Input.Search
            allowClear
            aria-label={t('flows.search')}
            placeholder={t('flows.search')}
            style={{ width: 200 }}
            value={search}
            onChange={(event) => setSearch(event.target.value)}
          />
          <Button type="primary" icon={<PlusOutlined aria-hidden />} onClick={() => setAdding(true)}>
            {t('flows.new')}
          </Button>
        </>
      }
    >
      {query.isPending ? <Loading lines={6} /> : null}
      {query.isError ? <ErrorState error={query.error} retry={() => void query.refetch()} /> : null}
      {query.data && shown.length === 0 ? (
        <EmptyState title={wanted ? t('flows.none_found') : t('flows.none')} hint={t('flows.none_hint')} />
      ) : null}
      <ul className={css.forms}>
        {shown.map((item) => (
          <li key={item.key}>
            <FlowCard item={item} />
          </li>
        ))}
      </ul>
      {adding ? (
        <Suspense fallback={null}>
          <NewFlowDialog
            taken={new Set(items.map((item) => item.key))}
            onClose={() => setAdding(false)}
            onCreate={create}
          />
        </Suspense>
      ) : null}
    </Page>
  );
}

function FlowCard({ item }: { item: ListedArtifact }) {
  const { t } = useTranslation();
  const label = useLabel();
  const document = toFlow(item.document);
  const form = useForm(document.form);
  const last = item.draft ?? (item.at && item.by ? { at: item.at, by: item.by } : undefined);
  const steps = document.nodes.filter(({ type }) => type !== 'start' && type !== 'end').length;
  return (
    <article className={css.form}>
      <h2>
        <Link to={`/build/flows/${item.key}`} className="ellipsis">
          {label(item.label ?? '', item.key)}
        </Link>
        {item.hasDraft ? (
          <span className={css.draft}>
            {item.version > 0 ? t('designer.forms.draft') : t('designer.forms.unpublished')}
          </span>
        ) : null}
      </h2>
      <p className={css.facts}>
        {t('flows.of_form', { form: label(form?.label, document.form) })} · {t('flows.steps', { count: steps })}
        {item.version > 0 ? ` · ${t('designer.versions.number', { version: item.version })}` : ''}
      </p>
      {item.version > 0 ? (
        <p className={css.facts}>
          <Link to={`/build/flows/${item.key}/insight`}>{t('flows.insight')}</Link>
        </p>
      ) : null}
      {last ? (
        <p className={css.facts}>
          {last.by.title} · <Ago at={last.at} />
        </p>
      ) : null}
    </article>
  );
}
