import { useQuery } from '@tanstack/react-query';
import { loadStanding, type Standing } from '@/api/amendments';
import type { StoredRecord } from '@/api/records';
import type { Amended, Form } from '@/engine/blueprint';
import { useWorkplace } from '@/ui/session';

/** How the records of a form are changed once they are confirmed; undefined where directly, as all. */
export function useAmended(form: string): Amended | undefined {
  return useWorkplace().blueprint.amended?.find((each) => each.form === form);
}

/** What the records of this form propose to change, where they are proposals. */
export function useProposed(form: string): Amended | undefined {
  return useWorkplace().blueprint.amended?.find((each) => each.proposals === form);
}

/** Whether this record is protected, and its proposals; undefined while that is asked for, or where nothing is. */
export function useStanding(form: Form, record: StoredRecord): Standing | undefined {
  const amended = useAmended(form.key);
  const query = useQuery({
    queryKey: ['records', form.key, record.id, 'amendments', record.rev],
    queryFn: () => loadStanding(form.key, record.id),
    enabled: amended !== undefined && !record.deletedAt,
    placeholderData: (previous) => previous,
  });
  return query.data;
}
