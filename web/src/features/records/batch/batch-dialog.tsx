import '@/i18n/batch';
import { PlusOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { App, Button, Modal } from 'antd';
import { lazy, Suspense, useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  type BatchJob,
  type BatchKind,
  type BatchOrder,
  type BatchPreview,
  previewBatch,
  startBatch,
} from '@/api/batches';
import { isProblem } from '@/api/problem';
import type { ListQuery } from '@/api/records';
import { type Form, findField } from '@/engine/blueprint';
import { groupDigits } from '@/engine/digits';
import { readTree } from '@/engine/list/tree';
import { JobCard } from '@/ui/batch/job-card';
import { useErrorText } from '@/ui/problem-text';
import { useLabel } from '@/ui/session';
import { Loading } from '@/ui/states';
import { ValueView } from '@/ui/values/value-view';
import css from './batch.module.css';
import { changeable, type NewValue, newValue, orderOf } from './new-values';

const ValueRow = lazy(async () => ({ default: (await import('./value-row')).ValueRow }));

const PAUSE_MS = 400;

interface BatchDialogProps {
  form: Form;
  kind: BatchKind;
  query: ListQuery;
  /** Records picked by hand; without, everything the query finds. */
  ids: readonly string[] | undefined;
  onClose: (started: boolean) => void;
}

/** What is to become of many records: chosen, previewed, begun, followed. */
export function BatchDialog({ form, kind, query, ids, onClose }: BatchDialogProps) {
  const { t } = useTranslation();
  const label = useLabel();
  const { message } = App.useApp();
  const errorText = useErrorText();
  const fields = useMemo(() => changeable(form), [form]);
  const [values, setValues] = useState<NewValue[]>(() => [newValue(0)]);
  const [job, setJob] = useState<BatchJob | undefined>(undefined);
  const [busy, setBusy] = useState(false);
  const order = useMemo((): BatchOrder | undefined => {
    const set = kind === 'edit' ? orderOf(values) : {};
    if (set === undefined) return undefined;
    const which = ids
      ? { ids }
      : {
          ...(query.filter ? { filter: readTree(query.filter) } : {}),
          ...(query.search ? { search: query.search } : {}),
          ...(query.sort ? { sort: query.sort } : {}),
        };
    return { kind, ...which, ...(kind === 'edit' ? { values: set } : {}) };
  }, [kind, values, ids, query]);
  const asked = usePaused(order);
  const preview = useQuery({
    queryKey: ['batch-preview', form.key, asked],
    queryFn: () => previewBatch(form.key, asked as BatchOrder),
    enabled: asked !== undefined && job === undefined,
    retry: false,
    gcTime: 0,
  });
  const current = asked === order ? preview : undefined;
  const violations = current?.isError && isProblem(current.error) ? current.error.violations : [];
  const problemOf = (field: string | undefined) =>
    field === undefined ? undefined : violations.find((each) => each.field === field)?.message;
  const elsewhere = violations.find((each) => !values.some((value) => value.field === each.field))?.message;
  const count = current?.data?.count ?? 0;
  const start = async () => {
    if (!order) return;
    setBusy(true);
    try {
      setJob(await startBatch(form.key, order));
    } catch (error) {
      void message.error(errorText(error));
    }
    setBusy(false);
  };
  const name = label(form.label, form.key);
  return (
    <Modal
      open
      width={720}
      title={t(`batch.${kind}_title`, { form: name })}
      onCancel={() => onClose(job !== undefined)}
      mask={{ closable: false }}
      footer={
        job ? (
          <Button type="primary" onClick={() => onClose(true)}>
            {t('batch.background')}
          </Button>
        ) : (
          <>
            <Button onClick={() => onClose(false)}>{t('common.cancel')}</Button>
            <Button
              type="primary"
              danger={kind === 'delete' || kind === 'purge'}
              loading={busy}
              disabled={count === 0}
              onClick={() => void start()}
            >
              {t(`batch.start_${kind}`, { shown: groupDigits(String(count)) })}
            </Button>
          </>
        )
      }
    >
      {job ? (
        <JobCard job={job} plain />
      ) : (
        <div className={css.dialog}>
          {kind === 'edit' ? (
            <Suspense fallback={<Loading lines={2} />}>
              {values.map((value) => (
                <ValueRow
                  key={value.id}
                  form={form}
                  fields={fields.filter(
                    (field) => field.key === value.field || !values.some((other) => other.field === field.key),
                  )}
                  value={value}
                  problem={problemOf(value.field)}
                  onChange={(next) => setValues(values.map((other) => (other.id === next.id ? next : other)))}
                  onRemove={
                    values.length > 1 ? () => setValues(values.filter((other) => other.id !== value.id)) : undefined
                  }
                />
              ))}
              {values.length < fields.length ? (
                <div>
                  <Button
                    size="small"
                    type="dashed"
                    icon={<PlusOutlined aria-hidden />}
                    onClick={() => setValues([...values, newValue(Math.max(...values.map((each) => each.id)) + 1)])}
                  >
                    {t('batch.add_field')}
                  </Button>
                </div>
              ) : null}
            </Suspense>
          ) : (
            <p>{t(`batch.${kind}_hint`)}</p>
          )}
          {order === undefined ? null : current === undefined || current.isPending ? <Loading lines={3} /> : null}
          {current?.isError ? (
            violations.length === 0 || elsewhere ? (
              <p className={css.problem} role="alert">
                {elsewhere ?? errorText(current.error)}
              </p>
            ) : null
          ) : null}
          {current?.data ? <Preview form={form} preview={current.data} /> : null}
        </div>
      )}
    </Modal>
  );
}

/** A value once it has rested for a moment. */
function usePaused<T>(value: T): T {
  const [paused, setPaused] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setPaused(value), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [value]);
  return paused;
}

function Preview({ form, preview }: { form: Form; preview: BatchPreview }) {
  const { t } = useTranslation();
  const { count, checked, same, refused, sample } = preview;
  return (
    <section aria-label={t('batch.sample')}>
      <p className={css.facts} role="status">
        <strong>{t('batch.will_change', { count })}</strong>
        {same > 0 ? <span>{t('batch.will_same', { same })}</span> : null}
        {refused > 0 ? <span className={css.warn}>{t('batch.will_refuse', { checked, refused })}</span> : null}
      </p>
      {sample.length === 0 && same > 0 ? <p>{t('batch.nothing_changes')}</p> : null}
      {sample.length > 0 ? (
        <ul className={css.sample}>
          {sample.map((each) => (
            <li key={each.record}>
              <span className={css.title}>{each.title ?? t('batch.no_title')}</span>
              {each.changes.map((change) => {
                const field = findField(form.fields, change.field);
                return field ? (
                  <span key={change.field}>
                    <span className={css.label}>{change.label} </span>
                    <ValueView field={field} value={change.before} dense />
                    <span aria-hidden> → </span>
                    <ValueView field={field} value={change.after} dense />
                  </span>
                ) : null;
              })}
              {each.problem ? <span className={css.warn}>{each.problem}</span> : null}
            </li>
          ))}
        </ul>
      ) : null}
      {checked < count ? <p className={css.hint}>{t('batch.and_more', { count: checked })}</p> : null}
    </section>
  );
}
