import '@/i18n/history';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { HISTORY_PAGE, type HistoryEntry, loadHistory, type StoredRecord } from '@/api/records';
import { type Form, findField, type LinesField } from '@/engine/blueprint';
import { lineChanges } from '@/engine/history/lines';
import { isEmpty, type LineValue, type Value } from '@/engine/values';
import { useLabel, useWorkplace } from '@/ui/session';
import { EmptyState, ErrorState, Loading } from '@/ui/states';
import { Moment } from '@/ui/values/time';
import { ValueView } from '@/ui/values/value-view';
import trail from '../trail.module.css';
import css from './history.module.css';
import { LineSentences } from './line-sentences';
import { usePutBack } from './use-put-back';

const StateDialog = lazy(async () => ({ default: (await import('./state-dialog')).StateDialog }));

interface HistoryProps {
  form: Form;
  record: StoredRecord;
}

/** Every change of a record in sentences: who, when, why, from what to what; and the way back to any of them. */
export function History({ form, record }: HistoryProps) {
  const { t } = useTranslation();
  const [comparing, setComparing] = useState<{ from: number } | undefined>(undefined);
  const query = useInfiniteQuery({
    queryKey: ['records', form.key, record.id, 'history', record.rev],
    queryFn: ({ pageParam }) => loadHistory(form.key, record.id, pageParam),
    initialPageParam: undefined as number | undefined,
    getNextPageParam: ({ items }) => (items.length < HISTORY_PAGE ? undefined : items.at(-1)?.rev),
    placeholderData: (previous) => previous,
  });
  if (query.isPending) return <Loading lines={3} />;
  if (query.isError) return <ErrorState error={query.error} retry={() => void query.refetch()} />;
  const entries = query.data.pages.flatMap((page) => page.items);
  if (entries.length === 0) return <EmptyState title={t('history.none')} />;
  return (
    <>
      {record.rev > 1 ? (
        <Button size="small" onClick={() => setComparing({ from: record.rev - 1 })}>
          {t('history.compare')}
        </Button>
      ) : null}
      <ol className={trail.trail}>
        {entries.map((entry) => (
          <li key={entry.id} className={trail.done}>
            <Entry form={form} record={record} entry={entry} onCompare={() => setComparing({ from: entry.rev })} />
          </li>
        ))}
      </ol>
      {query.hasNextPage ? (
        <Button type="link" size="small" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          {t('history.more')}
        </Button>
      ) : null}
      {comparing ? (
        <Suspense fallback={null}>
          <StateDialog
            form={form}
            record={record}
            entries={entries}
            from={comparing.from}
            onClose={() => setComparing(undefined)}
          />
        </Suspense>
      ) : null}
    </>
  );
}

function Entry({ form, record, entry, onCompare }: HistoryProps & { entry: HistoryEntry; onCompare: () => void }) {
  const { t } = useTranslation();
  const { session } = useWorkplace();
  const origin = t(`history.origin.${entry.origin}`);
  const mine = entry.origin === 'batch' && entry.by?.id === session.person.id;
  return (
    <>
      <div className={trail.line}>
        <strong>{t(`history.${entry.kind}`)}</strong>
        <span className={trail.state}>{mine ? <Link to="/batches">{origin}</Link> : origin}</span>
        {entry.rev < record.rev ? (
          <Button type="link" size="small" className={css.at ?? ''} onClick={onCompare}>
            {t('history.at')}
          </Button>
        ) : null}
      </div>
      <div className={trail.meta}>
        {entry.by ? `${entry.by.title} · ` : ''}
        <Moment at={entry.at} />
      </div>
      {entry.kind === 'created' ? null : (
        <ul className={trail.changes}>
          {entry.changes.map((change) => (
            <li key={change.field}>
              <Sentence form={form} record={record} change={change} />
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

type Change = HistoryEntry['changes'][number];

/** One field: what it was and what it became. */
function Sentence({ form, record, change }: HistoryProps & { change: Change }) {
  const { t } = useTranslation();
  const label = useLabel();
  const field = findField(form.fields, change.field);
  const putBack = usePutBack(form, record, field, change.before);
  const name = label(field?.label, change.label);
  return (
    <>
      <span className={trail.field}>{name}</span>
      {field?.type === 'lines' ? (
        <Lines field={field} before={change.before} after={change.after} />
      ) : isEmpty(change.before) ? (
        <>
          <span className={css.word}>{t('history.filled')}</span>{' '}
          <Side form={form} field={change.field} value={change.after} />
        </>
      ) : isEmpty(change.after) ? (
        <>
          <span className={css.word}>{t('history.cleared')}</span>{' '}
          <Side form={form} field={change.field} value={change.before} />
        </>
      ) : (
        <>
          <span className={css.word}>{t('history.changed_before')}</span>{' '}
          <Side form={form} field={change.field} value={change.before} />{' '}
          <span className={css.word}>{t('history.changed_after')}</span>{' '}
          <Side form={form} field={change.field} value={change.after} />
        </>
      )}
      {putBack ? (
        <Button type="link" size="small" className={css.back ?? ''} onClick={putBack}>
          {t('history.put_back')}
        </Button>
      ) : null}
    </>
  );
}

function Lines({ field, before, after }: { field: LinesField; before: Value; after: Value }) {
  const rows = (value: Value) => (Array.isArray(value) ? (value as LineValue[]) : []);
  return <LineSentences changes={lineChanges(field.fields, rows(before), rows(after))} columns={field.fields} />;
}

function Side({ form, field: key, value }: { form: Form; field: string; value: Value }) {
  const field = findField(form.fields, key);
  if (field) return <ValueView field={field} value={value} />;
  return <>{value === null ? '—' : typeof value === 'object' ? JSON.stringify(value) : String(value)}</>;
}
