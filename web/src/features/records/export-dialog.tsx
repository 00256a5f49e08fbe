import '@/i18n/exchange';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Modal } from 'antd';
import { type ReactNode, useCallback, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { cancelExport, type ExportJob, type ExportWish, exportAddress, loadExport, startExport } from '@/api/exports';
import type { FeedEvents } from '@/api/feed';
import type { Form } from '@/engine/blueprint';
import type { ColumnSetting } from '@/engine/grid/columns';
import { useFeed } from '@/ui/live';
import { OneOf, Tick } from '@/ui/plain-choices';
import { useErrorText } from '@/ui/problem-text';
import { useLabel } from '@/ui/session';
import css from './export.module.css';

interface ExportDialogProps {
  form: Form;
  query: { filter: string; search: string; sort: string };
  columns: readonly ColumnSetting[];
  onClose: () => void;
}

function isOver(job: ExportJob): boolean {
  return job.state !== 'waiting' && job.state !== 'running';
}

/** Asks how the list is to be written, follows the work and hands over the file. */
export function ExportDialog({ form, query, columns, onClose }: ExportDialogProps) {
  const { t } = useTranslation();
  const label = useLabel();
  const errorText = useErrorText();
  const [id, setId] = useState<string | undefined>(undefined);
  const [failure, setFailure] = useState('');
  const [busy, setBusy] = useState(false);
  const start = async (wish: ExportWish) => {
    setBusy(true);
    setFailure('');
    try {
      setId((await startExport(form.key, wish)).id);
    } catch (error) {
      setFailure(errorText(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Modal open title={t('exports.title', { form: label(form.label, form.key) })} footer={null} onCancel={onClose}>
      {id === undefined ? (
        <Choices form={form} query={query} columns={columns} busy={busy} failure={failure} onStart={start} />
      ) : (
        <Following id={id} onClose={onClose} />
      )}
    </Modal>
  );
}

interface ChoicesProps {
  form: Form;
  query: ExportDialogProps['query'];
  columns: readonly ColumnSetting[];
  busy: boolean;
  failure: string;
  onStart: (wish: ExportWish) => Promise<void>;
}

function Choices({ form, query, columns, busy, failure, onStart }: ChoicesProps) {
  const { t } = useTranslation();
  const [format, setFormat] = useState<'xlsx' | 'csv'>('xlsx');
  const [shown, setShown] = useState(true);
  const [lines, setLines] = useState<ExportWish['lines']>('none');
  const [attachments, setAttachments] = useState(false);
  const [living, setLiving] = useState(false);
  const itemFields = form.fields.filter((field) => field.type === 'lines');
  const hasFiles = form.fields.some((field) => field.type === 'attachment');
  const plain = format === 'xlsx' && lines === 'none' && !attachments;
  const wish = (): ExportWish => {
    const all: ExportWish = { format, lines, attachments, living: living && plain };
    if (query.filter !== '') all.filter = query.filter;
    if (query.sort !== '') all.sort = query.sort;
    if (query.search !== '') all.search = query.search;
    if (shown) {
      all.columns = columns.map((column) => column.field);
      if (lines !== 'none') all.columns.push(...itemFields.map((field) => field.key));
    }
    return all;
  };
  return (
    <div className={css.choices}>
      <p className={css.hint}>{t('exports.scope')}</p>
      <Choice title={t('exports.format')}>
        <OneOf
          name={t('exports.format')}
          value={format}
          onChange={(next) => {
            setFormat(next);
            if (next === 'csv' && lines === 'sheet') setLines('flat');
          }}
          options={[
            { value: 'xlsx', label: t('exports.xlsx') },
            { value: 'csv', label: t('exports.csv') },
          ]}
        />
      </Choice>
      <Choice title={t('exports.columns')}>
        <OneOf
          name={t('exports.columns')}
          value={shown ? 'shown' : 'all'}
          onChange={(next) => setShown(next === 'shown')}
          options={[
            { value: 'shown', label: t('exports.columns_shown') },
            { value: 'all', label: t('exports.columns_all') },
          ]}
        />
      </Choice>
      {itemFields.length > 0 ? (
        <Choice title={t('exports.lines')}>
          <OneOf
            name={t('exports.lines')}
            value={lines}
            onChange={setLines}
            options={[
              { value: 'none', label: t('exports.lines_none') },
              { value: 'flat', label: t('exports.lines_flat') },
              { value: 'sheet', label: t('exports.lines_sheet'), disabled: format === 'csv' },
            ]}
          />
        </Choice>
      ) : null}
      {hasFiles ? (
        <Tick checked={attachments} onChange={setAttachments}>
          {t('exports.attachments')}
        </Tick>
      ) : null}
      {form.may.edit ? (
        <Tick checked={living && plain} disabled={!plain} onChange={setLiving}>
          {t('exports.living')}
        </Tick>
      ) : null}
      <p role="alert" className={css.failure}>
        {failure}
      </p>
      <div className={css.foot}>
        {form.may.edit ? <Link to={`/forms/${form.key}/returned`}>{t('exports.give_back')}</Link> : null}
        <Button type="primary" loading={busy} onClick={() => void onStart(wish())}>
          {t('exports.start')}
        </Button>
      </div>
    </div>
  );
}

function Choice({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className={css.choice}>
      <span className={css.name}>{title}</span>
      {children}
    </div>
  );
}

function Following({ id, onClose }: { id: string; onClose: () => void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const link = useRef<HTMLAnchorElement>(null);
  const query = useQuery({
    queryKey: ['export', id],
    queryFn: () => loadExport(id),
    // The feed tells the progress; asking now and then covers a feed that is not there.
    refetchInterval: (state) => (state.state.data && isOver(state.state.data) ? false : 1_000),
  });
  useFeed(
    'job',
    useCallback(
      (event: FeedEvents['job']) => {
        if (event.id === id) void queries.invalidateQueries({ queryKey: ['export', id] });
      },
      [queries, id],
    ),
  );
  const job = query.data;
  const done = job?.state === 'done';
  useEffect(() => {
    if (done) link.current?.click();
  }, [done]);
  const percent = job === undefined || job.total === 0 ? 0 : Math.floor((job.done / job.total) * 100);
  return (
    <div className={css.choices} aria-live="polite">
      {job === undefined || !isOver(job) ? (
        <>
          <progress className={css.progress} max={100} value={percent} aria-label={t('exports.button')} />
          <p className={css.hint}>
            {job === undefined || job.total === 0
              ? t('exports.waiting')
              : t('exports.running', { done: job.done.toLocaleString(), total: job.total.toLocaleString() })}
          </p>
          <div className={css.foot}>
            <Button onClick={() => void cancelExport(id)}>{t('exports.cancel')}</Button>
          </div>
        </>
      ) : null}
      {job?.state === 'done' ? (
        <>
          <p className={css.name}>{t('exports.done')}</p>
          <p className={css.hint}>{t('exports.done_hint', { name: job.name, rows: job.rows.toLocaleString() })}</p>
          <div className={css.foot}>
            <a ref={link} href={exportAddress(id)} download={job.name} className={css.download}>
              {t('exports.download')}
            </a>
            <Button type="primary" onClick={onClose}>
              {t('exports.close')}
            </Button>
          </div>
        </>
      ) : null}
      {job?.state === 'failed' || job?.state === 'cancelled' ? (
        <>
          <p role="alert" className={css.failure}>
            {job.state === 'failed' ? (job.problem ?? t('exports.failed')) : t('exports.cancelled')}
          </p>
          <div className={css.foot}>
            <Button onClick={onClose}>{t('exports.close')}</Button>
          </div>
        </>
      ) : null}
    </div>
  );
}
