import { useQuery } from '@tanstack/react-query';
import type { StoredRecord } from '@/api/records';
import { loadRecordTasks } from '@/api/work';
import type { Form } from '@/engine/blueprint';
import { TaskActions } from './task-actions';
import css from './tasks.module.css';

/** What waits for this person on the record they are looking at. */
export function RecordTasks({ form, record }: { form: Form; record: StoredRecord }) {
  const query = useQuery({
    queryKey: ['tasks', 'record', form.key, record.id],
    queryFn: () => loadRecordTasks(form.key, record.id),
  });
  return (query.data ?? []).map((task) => (
    <section key={task.id} className={css.banner} aria-label={task.title}>
      <div>
        <strong>{task.nodeLabel ?? task.title}</strong>
        {task.nodeLabel === null || task.nodeLabel === task.title ? null : (
          <p className={css.bannerText}>{task.title}</p>
        )}
      </div>
      <TaskActions task={task} />
    </section>
  ));
}
