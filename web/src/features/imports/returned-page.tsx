import '@/i18n/exchange';
import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, Progress } from 'antd';
import { useCallback, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams, useSearchParams } from 'react-router';
import type { FeedEvents } from '@/api/feed';
import {
  applyReturned,
  loadReturned,
  loadReturnedRows,
  type ReturnedChoice,
  type ReturnedSheet,
  sendBack,
  undoReturned,
} from '@/api/returned';
import type { Form } from '@/engine/blueprint';
import { useFeed } from '@/ui/live';
import { Page } from '@/ui/page';
import { Tick } from '@/ui/plain-choices';
import { useErrorText } from '@/ui/problem-text';
import { NoPermission, NotFound } from '@/ui/refusals';
import { useForm, useLabel } from '@/ui/session';
import { ErrorState, Loading } from '@/ui/states';
import { ReturnedTable } from './returned-table';
import css from './wizard.module.css';

/** `/forms/{form}/returned`: a sheet comes back; what differs is shown before anything changes. */
export function ReturnedPage() {
  const { form: key } = useParams();
  const form = useForm(key);
  if (!form) return <NotFound />;
  if (!form.may.export || !form.may.edit) return <NoPermission />;
  return <Returned key={form.key} form={form} />;
}

function Returned({ form }: { form: Form }) {
  const { t } = useTranslation();
  const label = useLabel();
  const [search, setSearch] = useSearchParams();
  const id = search.get('id');
  return (
    <Page
      title={t('returned.title', { form: label(form.label, form.key) })}
      actions={<Link to={`/forms/${form.key}`}>{t('returned.to_list')}</Link>}
    >
      {id === null ? (
        <SendBack form={form} onSheet={(sheet) => setSearch({ id: sheet.id }, { replace: true })} />
      ) : (
        <Comparison form={form} id={id} onAgain={() => setSearch({}, { replace: true })} />
      )}
    </Page>
  );
}

function SendBack({ form, onSheet }: { form: Form; onSheet: (sheet: ReturnedSheet) => void }) {
  const { t } = useTranslation();
  const errorText = useErrorText();
  const picker = useRef<HTMLInputElement>(null);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState('');
  const take = async (file: File | undefined) => {
    if (!file) return;
    setBusy(true);
    setFailure('');
    try {
      onSheet(await sendBack(form.key, file));
    } catch (error) {
      setFailure(errorText(error));
      setBusy(false);
    }
  };
  return (
    <div className={css.drop}>
      <p className={css.lead}>{t('returned.lead')}</p>
      <p className={css.hint}>{t('returned.hint')}</p>
      <input
        ref={picker}
        type="file"
        accept=".xlsx"
        className="visually-hidden"
        tabIndex={-1}
        aria-label={t('returned.file')}
        onChange={(event) => {
          void take(event.target.files?.[0]);
          event.target.value = '';
        }}
      />
      <Button type="primary" loading={busy} onClick={() => picker.current?.click()}>
        {t('returned.pick')}
      </Button>
      <p role="alert" className={css.failure}>
        {failure}
      </p>
    </div>
  );
}

function Comparison({ form, id, onAgain }: { form: Form; id: string; onAgain: () => void }) {
  const { t } = useTranslation();
  const errorText = useErrorText();
  const { modal } = App.useApp();
  const queries = useQueryClient();
  const [choice, setChoice] = useState<ReturnedChoice>({
    conflicts: 'theirs',
    deleteMissing: false,
    create: true,
    cells: {},
  });
  const [failure, setFailure] = useState('');
  const query = useQuery({
    queryKey: ['returned', id],
    queryFn: () => loadReturned(id),
    refetchInterval: (state) => (isBusy(state.state.data) ? 1_000 : false),
  });
  const rows = useInfiniteQuery({
    queryKey: ['returned', id, 'rows', query.data?.state],
    queryFn: ({ pageParam }) => loadReturnedRows(id, pageParam),
    initialPageParam: 0,
    getNextPageParam: (page) => page.next ?? undefined,
    enabled: query.data !== undefined && !isBusy(query.data),
  });
  useFeed(
    'job',
    useCallback(
      (event: FeedEvents['job']) => {
        if (event.id === id) void queries.invalidateQueries({ queryKey: ['returned', id] });
      },
      [queries, id],
    ),
  );
  const act = async (work: () => Promise<ReturnedSheet>) => {
    setFailure('');
    try {
      queries.setQueryData(['returned', id], await work());
    } catch (error) {
      setFailure(errorText(error));
    }
  };
  if (query.isError) return <ErrorState error={query.error} />;
  const sheet = query.data;
  if (!sheet) return <Loading lines={8} />;
  const all = rows.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <>
      <Summary sheet={sheet} />
      {isBusy(sheet) ? (
        <Progress
          percent={sheet.total > 0 ? Math.floor((sheet.done / sheet.total) * 100) : 0}
          status="active"
          strokeColor="var(--accent)"
          aria-label={t(`returned.state.${sheet.state}`)}
        />
      ) : null}
      {sheet.state === 'compared' && all.length > 0 ? (
        <div className={css.card}>
          {(sheet.kinds.new ?? 0) > 0 ? (
            <Tick checked={choice.create} onChange={(create) => setChoice({ ...choice, create })}>
              {t('returned.create', { count: sheet.kinds.new ?? 0 })}
            </Tick>
          ) : null}
          {(sheet.kinds.missing ?? 0) > 0 && form.may.delete ? (
            <Tick
              checked={choice.deleteMissing}
              onChange={(checked) => setChoice({ ...choice, deleteMissing: checked })}
            >
              {t('returned.delete', { count: sheet.kinds.missing ?? 0 })}
            </Tick>
          ) : null}
          {sheet.conflicts > 0 ? (
            <Tick
              checked={choice.conflicts === 'mine'}
              onChange={(checked) => setChoice({ ...choice, cells: {}, conflicts: checked ? 'mine' : 'theirs' })}
            >
              {t('returned.mine_wins', { count: sheet.conflicts })}
            </Tick>
          ) : null}
        </div>
      ) : null}
      {all.length > 0 ? (
        <ReturnedTable form={form} sheet={sheet} rows={all} choice={choice} onChoice={setChoice} />
      ) : null}
      {rows.hasNextPage ? <Button onClick={() => void rows.fetchNextPage()}>{t('returned.more')}</Button> : null}
      <p role="alert" className={css.failure}>
        {failure}
      </p>
      <div className={css.foot}>
        <Button onClick={onAgain}>{t('returned.again')}</Button>
        {sheet.state === 'compared' && all.length > 0 ? (
          <Button type="primary" onClick={() => void act(() => applyReturned(id, choice))}>
            {t('returned.apply')}
          </Button>
        ) : null}
        {sheet.state === 'applied' && (sheet.outcomes.applied ?? 0) > 0 ? (
          <Button
            danger
            onClick={() => modal.confirm({ title: t('returned.undo_sure'), onOk: () => act(() => undoReturned(id)) })}
          >
            {t('returned.undo')}
          </Button>
        ) : null}
      </div>
    </>
  );
}

function isBusy(sheet: ReturnedSheet | undefined): boolean {
  return sheet?.state === 'applying' || sheet?.state === 'undoing';
}

function Summary({ sheet }: { sheet: ReturnedSheet }) {
  const { t } = useTranslation();
  const parts =
    sheet.state === 'compared'
      ? [
          t('returned.count_changed', { count: sheet.kinds.changed ?? 0 }),
          t('returned.count_new', { count: sheet.kinds.new ?? 0 }),
          t('returned.count_missing', { count: sheet.kinds.missing ?? 0 }),
          t('returned.count_conflicts', { count: sheet.conflicts }),
          t('returned.count_unchanged', { count: sheet.unchanged }),
        ]
      : [
          t('returned.count_applied', { count: sheet.outcomes.applied ?? 0 }),
          t('returned.count_failed', { count: sheet.outcomes.failed ?? 0 }),
          t('returned.count_left', { count: sheet.outcomes.left ?? 0 }),
          t('returned.count_undone', { count: sheet.outcomes.undone ?? 0 }),
          t('returned.count_kept', { count: sheet.outcomes.kept ?? 0 }),
        ];
  return (
    <div className={css.card} role="status">
      <div className={css.line}>
        <strong className="ellipsis">{sheet.name}</strong>
        <span className={css.hint}>{t(`returned.state.${sheet.state}`)}</span>
      </div>
      <p>{parts.join(' · ')}</p>
      {sheet.problem === null ? null : <p className={css.failure}>{sheet.problem}</p>}
    </div>
  );
}
