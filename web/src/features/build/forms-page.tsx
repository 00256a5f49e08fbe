import '@/i18n/designer';
import { CopyOutlined, FileExcelOutlined, PlusOutlined } from '@ant-design/icons';
import { useQueryClient } from '@tanstack/react-query';
import { App, Button, Input } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { type ListedArtifact, saveDraft } from '@/api/artifacts';
import { isProblem } from '@/api/problem';
import { type FormDocument, toDocument } from '@/engine/designer/document';
import { countFields } from '@/engine/designer/operations';
import { iconOf } from '@/ui/icons';
import { Page } from '@/ui/page';
import { useErrorText } from '@/ui/problem-text';
import { NoPermission } from '@/ui/refusals';
import { useLabel, useWorkplace } from '@/ui/session';
import { EmptyState, ErrorState, Loading } from '@/ui/states';
import { Ago } from '@/ui/values/time';
import css from './build.module.css';
import type { NewForm } from './new-form-dialog';
import { useAllForms } from './use-all-forms';

const NewFormDialog = lazy(async () => ({ default: (await import('./new-form-dialog')).NewFormDialog }));

/** `/build/forms`: every form there is, and where new ones begin. */
export function FormsPage() {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const { session } = useWorkplace();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const label = useLabel();
  const errorText = useErrorText();
  const query = useAllForms(session.builds);
  const [search, setSearch] = useState('');
  const [adding, setAdding] = useState<FormDocument | 'empty'>();
  if (!session.builds) return <NoPermission />;
  const items = query.data?.items ?? [];
  const shown = items.filter(
    (item) => label(item.label ?? '', item.key).includes(search.trim()) || item.key.includes(search.trim()),
  );
  const create = async ({ document }: NewForm) => {
    try {
      await saveDraft('form', document.key, 0, null, document);
      void queries.invalidateQueries({ queryKey: ['artifacts'] });
      void navigate(`/build/forms/${document.key}`);
    } catch (error) {
      // The key was free a moment ago: somebody made a form of the same name just now.
      void message.error(isProblem(error) && error.status === 409 ? t('designer.forms.key_taken') : errorText(error));
    }
  };
  return (
    <Page
      title={t('designer.forms.title')}
      actions={
        <>
          <Input.Search
            allowClear
            aria-label={t('designer.forms.search')}
            placeholder={t('designer.forms.search')}
            style={{ width: 200 }}
            value={search}
            onChange={(event) => setSearch(event.target.value)}
          />
          <Button icon={<FileExcelOutlined aria-hidden />} onClick={() => void navigate('/build/forms/from-file')}>
            {t('designer.forms.from_file')}
          </Button>
          <Button type="primary" icon={<PlusOutlined aria-hidden />} onClick={() => setAdding('empty')}>
            {t('designer.forms.new')}
          </Button>
        </>
      }
    >
      {query.isPending ? <Loading lines={6} /> : null}
      {query.isError ? <ErrorState error={query.error} retry={() => void query.refetch()} /> : null}
      {query.data && shown.length === 0 ? (
        <EmptyState
          title={search ? t('designer.forms.none_found') : t('designer.forms.none')}
          hint={t('designer.forms.none_hint')}
        />
      ) : null}
      <ul className={css.forms}>
        {shown.map((item) => (
          <li key={item.key}>
            <FormCard item={item} onCopy={(document) => setAdding(document)} />
          </li>
        ))}
      </ul>
      {adding ? (
        <Suspense fallback={null}>
          <NewFormDialog
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

function FormCard({ item, onCopy }: { item: ListedArtifact; onCopy: (document: FormDocument) => void }) {
  const { t } = useTranslation();
  const label = useLabel();
  const document = toDocument(item.document);
  const last = item.draft ?? (item.at && item.by ? { at: item.at, by: item.by } : undefined);
  return (
    <article className={css.form}>
      <h2>
        <span aria-hidden>{iconOf(document.icon)}</span>
        <Link to={`/build/forms/${item.key}`} className="ellipsis">
          {label(item.label ?? '', item.key)}
        </Link>
        {item.hasDraft ? (
          <span className={css.draft}>
            {item.version > 0 ? t('designer.forms.draft') : t('designer.forms.unpublished')}
          </span>
        ) : null}
      </h2>
      <p className={css.facts}>
        {t('designer.forms.fields', { count: countFields(document) })}
        {item.version > 0 ? ` · ${t('designer.versions.number', { version: item.version })}` : ''}
      </p>
      {last ? (
        <p className={css.facts}>
          {last.by.title} · <Ago at={last.at} />
        </p>
      ) : null}
      <p className={css.formActions}>
        <Button type="text" size="small" icon={<CopyOutlined aria-hidden />} onClick={() => onCopy(document)}>
          {t('designer.forms.duplicate')}
        </Button>
      </p>
    </article>
  );
}
