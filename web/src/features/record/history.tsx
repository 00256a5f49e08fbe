import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { type HistoryEntry, loadHistory, type StoredRecord } from '@/api/records';
import { type Form, findField } from '@/engine/blueprint';
import type { Value } from '@/engine/values';
import { useLabel } from '@/ui/session';
import { EmptyState, ErrorState, Loading } from '@/ui/states';
import { Moment } from '@/ui/values/time';
import { ValueView } from '@/ui/values/value-view';
import css from './trail.module.css';

/** Every change of a record: who, when, from what to what. */
export function History({ form, record }: { form: Form; record: StoredRecord }) {
  const { t } = useTranslation();
  const query = useQuery({
    queryKey: ['records', form.key, record.id, 'history', record.rev],
    queryFn: () => loadHistory(form.key, record.id),
    placeholderData: (previous) => previous,
  });
  if (query.isPending) return <Loading lines={3} />;
  if (query.isError) return <ErrorState error={query.error} retry={() => void query.refetch()} />;
  if (query.data.items.length === 0) return <EmptyState title={t('history.none')} />;
  return (
    <ol className={css.trail}>
      {query.data.items.map((entry, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two changes may share their moment, and entries are only ever added
        <li key={`${entry.at}/${index}`} className={css.done}>
          <div className={css.line}>
            <strong>{t(`history.${entry.kind}`)}</strong>
            <span className={css.state}>{t(`history.origin.${entry.origin}`)}</span>
          </div>
          <div className={css.meta}>
            {entry.by ? `${entry.by.title} · ` : ''}
            <Moment at={entry.at} />
          </div>
          {entry.kind === 'created' ? null : <Changes form={form} changes={entry.changes} />}
        </li>
      ))}
    </ol>
  );
}

function Changes({ form, changes }: { form: Form; changes: HistoryEntry['changes'] }) {
  const label = useLabel();
  return (
    <ul className={css.changes}>
      {changes.map((change) => {
        const field = findField(form.fields, change.field);
        return (
          <li key={change.field}>
            <span className={css.field}>{label(field?.label, change.label)}</span>
            <Side form={form} field={change.field} value={change.before} />
            <span aria-hidden> → </span>
            <Side form={form} field={change.field} value={change.after} />
          </li>
        );
      })}
    </ul>
  );
}

function Side({ form, field: key, value }: { form: Form; field: string; value: Value }) {
  const { t } = useTranslation();
  const field = findField(form.fields, key);
  if (field?.type === 'lines') return <>{t('lines.count', { count: Array.isArray(value) ? value.length : 0 })}</>;
  if (field) return <ValueView field={field} value={value} />;
  return <>{value === null ? '—' : typeof value === 'object' ? JSON.stringify(value) : String(value)}</>;
}
