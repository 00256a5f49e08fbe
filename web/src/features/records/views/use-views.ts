import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useSearchParams } from 'react-router';
import { loadViews } from '@/api/views';
import type { Form } from '@/engine/blueprint';
import { cleanAddress, isChanged, type ListState, readListState, viewState, writeListState } from '@/engine/list/view';

/** The list without any view: everything, as the form has it. */
export const ALL = 'all';

/** The views of a form, the one that is open, and what the address changes of it. */
export function useViews(form: Form) {
  const queries = useQueryClient();
  const [address, setAddress] = useSearchParams();
  const query = useQuery({
    queryKey: ['views', form.key],
    queryFn: ({ signal }) => loadViews(form.key, signal),
    retry: 1,
  });
  const views = query.data?.items ?? [];
  const asked = address.get('view');
  const wanted = asked ?? query.data?.default ?? ALL;
  const view = views.find((each) => each.id === wanted);
  const base = useMemo(() => viewState(form, view), [form, view]);
  const state = useMemo(() => readListState(form, base, address), [form, base, address]);
  return {
    views,
    mayShare: query.data?.mayShare ?? false,
    defaultId: query.data?.default ?? null,
    view,
    state,
    changed: isChanged(address),
    /** Which view is open cannot be known yet. */
    pending: query.isPending && asked !== ALL,
    /** The address names a view that is not there, or is no longer shared. */
    missing: asked !== null && asked !== ALL && query.isSuccess && view === undefined,
    address,
    setAddress,
    change: (change: Partial<ListState>) =>
      setAddress((current) => writeListState(form, base, current, change), { replace: true }),
    choose: (id: string) =>
      setAddress((current) => {
        const next = cleanAddress(current);
        next.set('view', id);
        return next;
      }),
    /** Takes back what the address changes. */
    reset: () => setAddress((current) => cleanAddress(current), { replace: true }),
    refresh: () => queries.invalidateQueries({ queryKey: ['views', form.key] }),
  };
}

export type OpenViews = ReturnType<typeof useViews>;
