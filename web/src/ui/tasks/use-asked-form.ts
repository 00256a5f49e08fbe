import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { loadRecordTasks } from '@/api/work';
import type { Form } from '@/engine/blueprint';
import { asAsked } from '@/engine/flow/field-uses';

/** A form as this person's open to-dos on a record show it; undefined while those are being asked for. */
export function useAskedForm(form: Form, record: string, running: boolean): Form | undefined {
  const query = useQuery({
    queryKey: ['tasks', 'record', form.key, record],
    queryFn: () => loadRecordTasks(form.key, record),
    enabled: running,
  });
  const tasks = query.data;
  return useMemo(() => {
    if (!running) return form;
    // Who cannot be told of to-dos sees the record as the form has it: nothing here keeps secrets.
    if (!tasks) return query.isError ? form : undefined;
    return asAsked(
      form,
      tasks.filter(({ kind }) => kind !== 'todo').map(({ fields }) => fields ?? {}),
    );
  }, [form, running, tasks, query.isError]);
}
