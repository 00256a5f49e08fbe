import '@/i18n/designer';
import '@/i18n/flows';
import '@/i18n/lists';
import '@/i18n/rules';
import { PlusOutlined } from '@ant-design/icons';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, Input, Select } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate, useSearchParams } from 'react-router';
import { type ListedArtifact, loadArtifacts, publishArtifact, saveDraft } from '@/api/artifacts';
import { isProblem } from '@/api/problem';
import { type RuleDocument, toRule } from '@/engine/rule/document';
import { touchesOf } from '@/engine/rule/touches';
import css from '@/features/build/build.module.css';
import { useEverybody } from '@/features/build/use-everybody';
import { Page } from '@/ui/page';
import { useErrorText } from '@/ui/problem-text';
import { NoPermission } from '@/ui/refusals';
import { useForm, useLabel, useListText, useWorkplace } from '@/ui/session';
import { EmptyState, ErrorState, Loading } from '@/ui/states';
import { Ago } from '@/ui/values/time';
import { useRuleWords } from './rule-words';
import rulesCss from './rules.module.css';

const NewRuleDialog = lazy(async () => ({ default: (await import('./new-rule-dialog')).NewRuleDialog }));

/** `/build/rules`: every rule there is, and where new ones begin. */
export function RulesPage() {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const { session, blueprint } = useWorkplace();
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
  const [asked, setAsked] = useSearchParams();
  if (!session.builds) return <NoPermission />;
  const items = query.data?.items ?? [];
  const wanted = search.trim();
  const form = blueprint.forms.find((each) => each.key === asked.get('form'));
  const field = form && asked.get('field');
  const shown = items.filter((item) => {
    const document = toRule(item.document);
    const named = label(item.label ?? '', item.key).includes(wanted) || item.key.includes(wanted);
    const concerns = field
      ? touchesOf(document, blueprint.forms, form.key, field).size > 0
      : form === undefined || document.form === form.key;
    return named && concerns;
  });
  const folders = byFolder(shown);
  const ask = (key: 'form' | 'field', value: string | null | undefined) =>
    setAsked(
      (before) => {
        if (value) before.set(key, value);
        else before.delete(key);
        if (key === 'form') before.delete('field');
        return before;
      },
      { replace: true },
    );
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
      <div className={rulesCss.filters}>
        <Select
          allowClear
          showSearch={{ optionFilterProp: 'label' }}
          aria-label={t('rules.of_form')}
          placeholder={t('rules.of_form')}
          value={form?.key ?? null}
          options={blueprint.forms.map((each) => ({ value: each.key, label: label(each.label, each.key) }))}
          onChange={(next?: string | null) => ask('form', next)}
        />
        {form ? (
          <Select
            allowClear
            showSearch={{ optionFilterProp: 'label' }}
            aria-label={t('rules.touching')}
            placeholder={t('rules.touching')}
            value={field ?? null}
            options={form.fields.map((each) => ({ value: each.key, label: label(each.label, each.key) }))}
            onChange={(next?: string | null) => ask('field', next)}
          />
        ) : null}
      </div>
      {query.isPending ? <Loading lines={6} /> : null}
      {query.isError ? <ErrorState error={query.error} retry={() => void query.refetch()} /> : null}
      {query.data && shown.length === 0 ? (
        <EmptyState title={wanted ? t('rules.none_found') : t('rules.none')} hint={t('rules.none_hint')} />
      ) : null}
      {folders.map(([folder, members]) => (
        <section key={folder} className={rulesCss.folder}>
          {folders.length > 1 || folder !== '' ? (
            <h2 className={rulesCss.folderTitle}>{folder === '' ? t('rules.folder_none') : folder}</h2>
          ) : null}
          <ul className={css.forms}>
            {members.map((item) => (
              <li key={item.key}>
                <RuleCard item={item} touched={field ? { form: form.key, field } : undefined} />
              </li>
            ))}
          </ul>
        </section>
      ))}
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

/** Rules under their headings, those without one at the end. */
function byFolder(items: readonly ListedArtifact[]): [string, ListedArtifact[]][] {
  const folders = new Map<string, ListedArtifact[]>();
  for (const item of items) {
    const folder = toRule(item.document).folder ?? '';
    folders.set(folder, [...(folders.get(folder) ?? []), item]);
  }
  return [...folders].sort(([left], [right]) => {
    if (left === '' || right === '') return left === '' ? 1 : -1;
    return left.localeCompare(right, 'zh');
  });
}

interface RuleCardProps {
  item: ListedArtifact;
  /** The field that is looked for. */
  touched: { form: string; field: string } | undefined;
}

function RuleCard({ item, touched }: RuleCardProps) {
  const { t } = useTranslation();
  const label = useLabel();
  const list = useListText();
  const { blueprint } = useWorkplace();
  const everybody = useEverybody();
  const document = toRule(item.document);
  const form = useForm(document.form);
  const words = useRuleWords(document, form, blueprint.forms);
  const name = label(item.label ?? '', item.key);
  const owner = everybody.data?.items.find(({ id }) => id === document.owner);
  const touches = touched ? [...touchesOf(document, blueprint.forms, touched.form, touched.field)] : [];
  const last = item.draft ?? (item.at && item.by ? { at: item.at, by: item.by } : undefined);
  return (
    <article className={css.form}>
      <h2>
        <Link to={`/build/rules/${item.key}`} className="ellipsis">
          {name}
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
      {touches.length > 0 ? <p className={css.facts}>{list(touches.map((touch) => t(`rules.${touch}`)))}</p> : null}
      {last ? (
        <p className={css.facts}>
          {owner ? `${t('rules.owner')}：${owner.name} · ` : ''}
          {last.by.title} · <Ago at={last.at} />
        </p>
      ) : null}
      {item.version > 0 ? (
        <div className={css.formActions}>
          <OnOff item={item} name={name} />
          <Link to={`/runs?rule=${item.key}`} className={rulesCss.action ?? ''}>
            {t('rules.runs')}
          </Link>
        </div>
      ) : null}
    </article>
  );
}

/** Turns a rule on or off by publishing it anew; not over somebody's unpublished work. */
function OnOff({ item, name }: { item: ListedArtifact; name: string }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const errorText = useErrorText();
  const queries = useQueryClient();
  const [busy, setBusy] = useState(false);
  const document = toRule(item.document);
  const on = document.enabled !== false;
  const turn = async () => {
    if (item.hasDraft) {
      void message.info(t('rules.unpublished_first'));
      return;
    }
    setBusy(true);
    try {
      const draft = await saveDraft('rule', item.key, item.version, null, {
        ...document,
        enabled: on ? false : undefined,
      });
      await publishArtifact('rule', item.key, draft.draft?.at ?? null, false);
      void message.success(t(on ? 'rules.turned_off' : 'rules.turned_on', { name }));
    } catch (error) {
      void message.error(errorText(error));
    } finally {
      setBusy(false);
      await queries.invalidateQueries({ queryKey: ['artifacts'] });
    }
  };
  return (
    <Button type="text" size="small" loading={busy} onClick={() => void turn()}>
      {t(on ? 'rules.turn_off' : 'rules.turn_on')}
    </Button>
  );
}
