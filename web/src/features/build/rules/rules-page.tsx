import '@/i18n/designer';
import '@/i18n/flows';
import '@/i18n/lists';
import '@/i18n/rules';
import { PlusOutlined } from '@ant-design/icons';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, Input } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { type ListedArtifact, loadArtifacts, saveDraft } from '@/api/artifacts';
import { isProblem } from '@/api/problem';
import { type RuleDocument, toRule } from '@/engine/rule/document';
import css from '@/features/build/build.module.css';
import { Page } from '@/ui/page';
import { useErrorText } from '@/ui/problem-text';
import { NoPermission } from '@/ui/refusals';
import { useForm, useLabel, useWorkplace } from '@/ui/session';
import { EmptyState, ErrorState, Loading } from '@/ui/states';
import { Ago } from '@/ui/values/time';
import { useRuleWords } from './rule-words';

const NewRuleDialog = lazy(async () => ({ default: (await import('./new-rule-dialog')).NewRuleDialog }));

/** `/build/rules`: every rule there is, and where new ones begin. */
export function RulesPage() {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const { session } = useWorkplace();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const label = useLabel();
  const errorText = useErrorText();
  const query = useQuery({
    queryKey: ['artifacts', 'rule'],
    queryFn: () => loadArtifacts('rule'),
    enabled: session.builds,
    staleTime: 0,
  });
  const [search, setSearch] = useState('');
  const [adding, setAdding] = useState(false);
  if (!session.builds) return <NoPermission />;
  const items = query.data?.items ?? [];
  const wanted = search.trim();
  const shown = items.filter((item) => label(item.label ?? '', item.key).includes(wanted) || item.key.includes(wanted));
  const create = async (document: RuleDocument) => {
    try {
      await saveDraft('rule', document.key, 0, null, document);
      void queries.invalidateQueries({ queryKey: ['artifacts'] });
      void navigate(`/build/rules/${document.key}`);
    } catch (error) {
      // The key was free a moment ago: somebody made a rule of the same name just now.
      void message.error(isProblem(error) && error.status === 409 ? t('rules.key_taken') : errorText(error));
    }
  };
  return (
    <Page
      title={t('rules.title')}
      actions={
        <>
          <Input.Search
            allowClear
            aria-label={t('rules.search')}
            placeholder={t('rules.search')}
            style={{ width: 200 }}
            value={search}
            onChange={(event) => setSearch(event.target.value)}
          />
          <Button type="primary" icon={<PlusOutlined aria-hidden />} onClick={() => setAdding(true)}>
            {t('rules.new')}
          </Button>
        </>
      }
    >
      {query.isPending ? <Loading lines={6} /> : null}
      {query.isError ? <ErrorState error={query.error} retry={() => void query.refetch()} /> : null}
      {query.data && shown.length === 0 ? (
        <EmptyState title={wanted ? t('rules.none_found') : t('rules.none')} hint={t('rules.none_hint')} />
      ) : null}
      <ul className={css.forms}>
        {shown.map((item) => (
          <li key={item.key}>
            <RuleCard item={item} />
          </li>
        ))}
      </ul>
      {adding ? (
        <Suspense fallback={null}>
          <NewRuleDialog
            taken={new Set(items.map((item) => item.key))}
            onClose={() => setAdding(false)}
            onCreate={create}
          />
        </Suspense>
      ) : null}
    </Page>
  );
}

function RuleCard({ item }: { item: ListedArtifact }) {
  const { t } = useTranslation();
  const label = useLabel();
  const { blueprint } = useWorkplace();
  const document = toRule(item.document);
  const form = useForm(document.form);
  const words = useRuleWords(document, form, blueprint.forms);
  const last = item.draft ?? (item.at && item.by ? { at: item.at, by: item.by } : undefined);
  return (
    <article className={css.form}>
      <h2>
        <Link to={`/build/rules/${item.key}`} className="ellipsis">
          {label(item.label ?? '', item.key)}
        </Link>
        {item.hasDraft ? (
          <span className={css.draft}>
            {item.version > 0 ? t('designer.forms.draft') : t('designer.forms.unpublished')}
          </span>
        ) : null}
        {document.enabled === false ? <span className={css.draft}>{t('rules.off')}</span> : null}
      </h2>
      <p className={css.facts}>{words.trigger(document.trigger)}</p>
      <p className={css.facts}>
        {document.steps.map((step) => words.action(step)).join(' · ')}
        {item.version > 0 ? ` · ${t('designer.versions.number', { version: item.version })}` : ''}
      </p>
      {last ? (
        <p className={css.facts}>
          {last.by.title} · <Ago at={last.at} />
        </p>
      ) : null}
    </article>
  );
}
