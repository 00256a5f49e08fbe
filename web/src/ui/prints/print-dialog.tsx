import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Modal } from 'antd';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FeedEvents } from '@/api/feed';
import {
  cancelPrint,
  loadPages,
  loadPrint,
  type PrintJob,
  type PrintWish,
  printAddress,
  printRecord,
  startPrint,
} from '@/api/prints';
import type { ListQuery } from '@/api/records';
import type { Form, PrintEntry } from '@/engine/blueprint';
import { useFeed } from '../live';
import { OneOf } from '../plain-choices';
import { useErrorText } from '../problem-text';
import { useLabel } from '../session';
import { ErrorState, Loading } from '../states';
import css from './prints.module.css';
import { Sheets } from './sheets';

/** One record, some of a list, or everything a list shows. */
export type PrintTarget =
  | { kind: 'record'; id: string; title: string }
  | { kind: 'rows'; ids: readonly string[] }
  | { kind: 'list'; query: ListQuery };

interface PrintDialogProps {
  form: Form;
  target: PrintTarget;
  templates: readonly PrintEntry[];
  onClose: () => void;
}

/** Which template, what it looks like, and the document itself. */
export function PrintDialog({ form, target, templates, onClose }: PrintDialogProps) {
  const { t } = useTranslation();
  const label = useLabel();
  const [key, setKey] = useState(templates[0]?.key ?? '');
  const [job, setJob] = useState<string>();
  const template = templates.find((each) => each.key === key);
  const shown =
    target.kind === 'record' ? target.id : target.kind === 'rows' && !template?.list ? target.ids[0] : undefined;
  return (
    <Modal open title={t('prints.title')} footer={null} width={shown === undefined ? 520 : 860} onCancel={onClose}>
      {job === undefined ? (
        <div className={css.dialog}>
          {templates.length > 1 ? (
            <OneOf
              name={t('prints.template')}
              value={key}
              onChange={setKey}
              options={templates.map((each) => ({ value: each.key, label: label(each.label, each.key) }))}
            />
          ) : (
            <p className={css.only}>{label(template?.label, key)}</p>
          )}
          {shown === undefined ? null : <Look form={form.key} id={shown} template={key} />}
          {target.kind === 'record' ? (
            <Download form={form.key} target={target} template={key} name={label(template?.label, key)} />
          ) : (
            <Start form={form.key} target={target} template={key} onStart={setJob} />
          )}
        </div>
      ) : (
        <Following id={job} onClose={onClose} />
      )}
    </Modal>
  );
}

function Look({ form, id, template }: { form: string; id: string; template: string }) {
  const query = useQuery({
    queryKey: ['print', form, id, template],
    queryFn: () => loadPages(form, id, template),
    staleTime: 0,
    gcTime: 0,
    retry: false,
  });
  return (
    <div className={css.look}>
      {query.isPending ? <Loading lines={10} /> : null}
      {query.isError ? <ErrorState error={query.error} retry={() => void query.refetch()} /> : null}
      {query.data ? <Sheets pages={query.data} /> : null}
    </div>
  );
}

function Download(props: {
  form: string;
  target: Extract<PrintTarget, { kind: 'record' }>;
  template: string;
  name: string;
}) {
  const { t } = useTranslation();
  const errorText = useErrorText();
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState('');
  const download = async () => {
    setBusy(true);
    setFailure('');
    try {
      const file = await printRecord(props.form, props.target.id, props.template);
      const link = document.createElement('a');
      link.href = URL.createObjectURL(file);
      link.download = `${props.name}-${props.target.title}.pdf`;
      link.click();
      // The browser has taken the file over by the time anything else happens on the page.
      setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
    } catch (error) {
      setFailure(errorText(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <div className={css.foot}>
      <p role="alert" className={css.failure}>
        {failure}
      </p>
      <Button type="primary" loading={busy} onClick={() => void download()}>
        {t('prints.download')}
      </Button>
    </div>
  );
}

function wishOf(target: PrintTarget, template: string): PrintWish {
  if (target.kind === 'rows') return { template, ids: target.ids };
  if (target.kind === 'record') return { template, ids: [target.id] };
  const { filter, sort, search } = target.query;
  return {
    template,
    ...(filter ? { filter } : {}),
    ...(sort ? { sort } : {}),
    ...(search ? { search } : {}),
  };
}

function Start(props: { form: string; target: PrintTarget; template: string; onStart: (job: string) => void }) {
  const { t } = useTranslation();
  const errorText = useErrorText();
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState('');
  const start = async () => {
    setBusy(true);
    setFailure('');
    try {
      props.onStart((await startPrint(props.form, wishOf(props.target, props.template))).id);
    } catch (error) {
      setFailure(errorText(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <p className={css.hint}>
        {props.target.kind === 'rows' ? t('prints.chosen', { count: props.target.ids.length }) : t('prints.found')}
      </p>
      <div className={css.foot}>
        <p role="alert" className={css.failure}>
          {failure}
        </p>
        <Button type="primary" loading={busy} onClick={() => void start()}>
          {t('prints.make')}
        </Button>
      </div>
    </>
  );
}

function isOver(job: PrintJob): boolean {
  return job.state !== 'waiting' && job.state !== 'running';
}

function Following({ id, onClose }: { id: string; onClose: () => void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const link = useRef<HTMLAnchorElement>(null);
  const query = useQuery({
    queryKey: ['print', id],
    queryFn: () => loadPrint(id),
    // The feed tells the progress; asking now and then covers a feed that is not there.
    refetchInterval: (state) => (state.state.data && isOver(state.state.data) ? false : 1_000),
  });
  useFeed(
    'job',
    useCallback(
      (event: FeedEvents['job']) => {
        if (event.id === id) void queries.invalidateQueries({ queryKey: ['print', id] });
      },
      [queries, id],
    ),
  );
  const job = query.data;
  const done = job?.state === 'done';
  useEffect(() => {
    if (done) link.current?.click();
  }, [done]);
  if (job === undefined || !isOver(job)) {
    const percent = job === undefined || job.total === 0 ? 0 : Math.floor((job.done / job.total) * 100);
    return (
      <div className={css.dialog} aria-live="polite">
        <progress className={css.progress} max={100} value={percent} aria-label={t('prints.title')} />
        <p className={css.hint}>{t('prints.running', { done: job?.done ?? 0, total: job?.total ?? 0 })}</p>
        <div className={css.foot}>
          <Button onClick={() => void cancelPrint(id)}>{t('common.cancel')}</Button>
        </div>
      </div>
    );
  }
  return (
    <div className={css.dialog} aria-live="polite">
      {done ? (
        <a ref={link} href={printAddress(id)} download={job.name}>
          {t('prints.download_named', { name: job.name })}
        </a>
      ) : (
        <p role="alert" className={css.failure}>
          {job.state === 'failed' ? (job.problem ?? t('prints.failed')) : t('prints.cancelled')}
        </p>
      )}
      <div className={css.foot}>
        <Button type={done ? 'primary' : 'default'} onClick={onClose}>
          {t('common.close')}
        </Button>
      </div>
    </div>
  );
}
