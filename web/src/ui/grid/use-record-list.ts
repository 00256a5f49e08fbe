import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, useSyncExternalStore } from 'react';
import { type ListQuery, loadRecords, type StoredRecord } from '@/api/records';
import { RecordPages } from '@/engine/list/pages';
import { useWorkplace } from '../session';

/** Lists kept for coming back to them: as they were, at once, and then fresh. */
const KEPT = 8;
const kept = new Map<string, RecordPages<StoredRecord>>();

const PAGE = 100;

function listFor(key: string, make: () => RecordPages<StoredRecord>): RecordPages<StoredRecord> {
  const known = kept.get(key) ?? make();
  kept.delete(key);
  kept.set(key, known);
  for (const old of kept.keys()) {
    if (kept.size <= KEPT) break;
    kept.delete(old);
  }
  return known;
}

/** The records a question finds, page by page, kept fresh while they are looked at. */
export function useRecordList(form: string, query: ListQuery) {
  const { session, blueprint } = useWorkplace();
  const { filter, sort, search, deleted } = query;
  // Whose list it is stands in the key: the next person at this browser must not see it.
  const key = JSON.stringify([session.person.id, blueprint.version, form, filter, sort, search, deleted]);
  const pages = useMemo(
    () =>
      listFor(
        key,
        () =>
          new RecordPages((after, signal) => loadRecords(form, { filter, sort, search, deleted }, after, signal, PAGE)),
      ),
    [key, form, filter, sort, search, deleted],
  );
  useEffect(() => {
    pages.expire();
    return () => pages.stop();
  }, [pages]);
  useExpiry(form, pages);
  return { pages, list: useSyncExternalStore(pages.subscribe, pages.snapshot) };
}

/** Whatever makes answers about this form's records old makes these old as well. */
function useExpiry(form: string, pages: RecordPages<StoredRecord>): void {
  const queries = useQueryClient();
  const tick = useQuery({
    queryKey: ['records', form, 'changes'],
    queryFn: () => Date.now(),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const { dataUpdatedAt } = tick;
  useEffect(() => {
    if (dataUpdatedAt > 0 && queries.getQueryState(['records', form, 'changes'])) pages.expire();
  }, [dataUpdatedAt, pages, queries, form]);
}

export type RecordSource = ReturnType<typeof useRecordList>;
