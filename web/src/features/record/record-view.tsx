import { useQuery } from '@tanstack/react-query';
import { Tabs } from 'antd';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { loadRecord, type StoredRecord } from '@/api/records';
import type { Form, LinesField } from '@/engine/blueprint';
import { fillLayout } from '@/engine/layout';
import type { LineValue } from '@/engine/values';
import { FormParts } from '@/ui/form/form-parts';
import { LinesTable } from '@/ui/lines/lines-table';
import { Page, Panel } from '@/ui/page';
import { useLabel } from '@/ui/session';
import { ErrorState, Loading } from '@/ui/states';
import { RecordTasks } from '@/ui/tasks/record-tasks';
import { useAskedForm } from '@/ui/tasks/use-asked-form';
import { StatusTag } from '@/ui/values/status-tag';
import { Ago } from '@/ui/values/time';
import { useAmended, useProposed, useStanding } from './amendment/use-amended';
import css from './record.module.css';
import { RecordActions, type Ways } from './record-actions';
import { isShown, RecordValues } from './record-values';
import { titleOf } from './title';

const FlowTab = lazy(async () => ({ default: (await import('./flow/flow-tab')).FlowTab }));
const Carried = lazy(() => import('./amendment/carried'));
const ProposalsTab = lazy(async () => ({ default: (await import('./amendment/proposals-tab')).ProposalsTab }));
const Comments = lazy(async () => ({ default: (await import('./comments/comments')).Comments }));
const History = lazy(async () => ({ default: (await import('./history/history')).History }));

interface RecordViewProps {
  form: Form;
  id: string;
  /** Beside the list rather than on a page of its own. */
  panel?: boolean;
  ways?: Ways | undefined;
  onGone: () => void;
}

/** A record as it is read: values, lines, who has it now, what happened to it. */
export function RecordView({ form, id, panel = false, ways, onGone }: RecordViewProps) {
  const query = useQuery({
    queryKey: ['records', form.key, id],
    queryFn: ({ signal }) => loadRecord(form.key, id, signal),
  });
  if (query.isPending) return <Loading lines={10} />;
  if (query.isError) return <ErrorState page={!panel} error={query.error} retry={() => void query.refetch()} />;
  return <Loaded form={form} record={query.data} panel={panel} ways={ways} onGone={onGone} />;
}

function Loaded({
  form,
  record,
  panel,
  ways,
  onGone,
}: {
  form: Form;
  record: StoredRecord;
  panel: boolean;
  ways: Ways | undefined;
  onGone: () => void;
}) {
  const { t } = useTranslation();
  const label = useLabel();
  const amended = useAmended(form.key);
  const standing = useStanding(form, record);
  const proposed = useProposed(form.key);
  const asked = useAskedForm(form, record.id, record.flowState === 'running' && !record.deletedAt);
  const about = [
    ...(form.hasFlow || (record.flowState && record.flowState !== 'none')
      ? [
          {
            key: 'flow',
            label: t('record.flow'),
            children: (
              <Suspense fallback={<Loading lines={3} />}>
                <FlowTab form={form} record={record} />
              </Suspense>
            ),
          },
        ]
      : []),
    {
      key: 'comments',
      label: t('record.comments'),
      children: (
        <Suspense fallback={<Loading lines={3} />}>
          <Comments form={form} record={record} />
        </Suspense>
      ),
    },
    ...(amended && standing && (standing.isProtected || standing.items.length > 0)
      ? [
          {
            key: 'amendments',
            label: label(amended.label, ''),
            children: (
              <Suspense fallback={<Loading lines={3} />}>
                <ProposalsTab items={standing.items} />
              </Suspense>
            ),
          },
        ]
      : []),
    {
      key: 'history',
      label: t('record.history'),
      children: (
        <Suspense fallback={<Loading lines={3} />}>
          <History form={form} record={record} />
        </Suspense>
      ),
    },
  ];
  return (
    <Page
      title={titleOf(form, record)}
      aside={<Tags form={form} record={record} />}
      actions={<RecordActions form={form} record={record} panel={panel} ways={ways} onGone={onGone} />}
    >
      <div className={panel ? css.stack : css.columns}>
        <div className={css.stack}>
          {record.deletedAt ? null : <RecordTasks form={form} record={record} />}
          {proposed && !record.deletedAt ? (
            <Suspense fallback={<Loading lines={5} />}>
              <Carried amended={proposed} record={record} />
            </Suspense>
          ) : null}
          {asked ? (
            <FormParts
              parts={fillLayout(
                asked,
                asked.fields.filter((field) => isShown(field, record)),
              )}
              fields={(fields, columns) => (
                <RecordValues form={asked} record={record} fields={fields} columns={columns} />
              )}
              lines={(field) => <LinesPanel field={field} value={record.values[field.key]} />}
            />
          ) : (
            <Loading lines={8} />
          )}
        </div>
        <div className={css.about}>
          <Panel>
            <Tabs items={about} size="small" className={css.tabs ?? ''} />
          </Panel>
          <p className={css.made}>
            {t('record.created', { person: record.createdBy?.title ?? '—' })} <Ago at={record.createdAt} />
            {' · '}
            {t('record.updated', { person: record.updatedBy?.title ?? '—' })} <Ago at={record.updatedAt} />
          </p>
        </div>
      </div>
    </Page>
  );
}

function LinesPanel({ field, value }: { field: LinesField; value: unknown }) {
  const { t } = useTranslation();
  const label = useLabel();
  const rows = Array.isArray(value) ? (value as LineValue[]) : [];
  return (
    <Panel
      flush
      title={label(field.label, field.key)}
      extra={<span className={css.count}>{t('lines.count', { count: rows.length })}</span>}
    >
      <LinesTable field={field} rows={rows} />
    </Panel>
  );
}

/** The options of the list's columns say at a glance where the record stands. */
function Tags({ form, record }: { form: Form; record: StoredRecord }) {
  const { t } = useTranslation();
  const shown = form.list?.columns ?? [];
  return (
    <span className={css.tags}>
      {record.deletedAt ? (
        <StatusTag
          option={{ key: 'deleted', label: { zh: t('record.deleted'), en: t('record.deleted') }, color: 'red' }}
        />
      ) : null}
      {form.fields.map((field) => {
        if (field.type !== 'select' || !shown.includes(field.key)) return null;
        const option = field.options.find((each) => each.key === record.values[field.key]);
        return option ? <StatusTag key={field.key} option={option} /> : null;
      })}
    </span>
  );
}
