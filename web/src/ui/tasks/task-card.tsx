import '@/i18n/way';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Task } from '@/api/work';
import { findField } from '@/engine/blueprint';
import { isReference, type Value } from '@/engine/values';
import { useForm, useLabel } from '../session';
import { Ago, Moment } from '../values/time';
import { ValueView } from '../values/value-view';
import { DueTag } from './due-tag';
import { TaskActions } from './task-actions';
import css from './task-card.module.css';

/** A to-do: what it is about, since when, and the buttons that end it. */
export function TaskCard({ task }: { task: Task }) {
  const { t } = useTranslation();
  const label = useLabel();
  const form = useForm(task.form ?? undefined);
  const address = task.form && task.record ? `/forms/${task.form}/${task.record.id}` : undefined;
  const summary = task.summary.filter((entry) => task.fields?.[entry.field ?? ''] !== 'hidden');
  return (
    <article className={css.card}>
      <header className={css.head}>
        <span className={`${css.kind} ${css[task.kind]}`}>{t(`tasks.kind.${task.kind}`)}</span>
        <h2 className={css.title}>{address ? <Link to={address}>{task.title}</Link> : task.title}</h2>
        {task.done === null && task.priority !== 'usual' ? (
          <span className={`${css.kind} ${css[task.priority]}`}>{t(`tasks.priority.${task.priority}`)}</span>
        ) : null}
        {task.done === null && task.due ? <DueTag due={task.due} /> : null}
        <span className={css.age}>
          <Ago at={task.createdAt} />
        </span>
      </header>
      <p className={css.about}>
        {form ? label(form.label, form.key) : null}
        {task.record && !task.title.includes(task.record.title) ? ` ${task.record.title}` : null}
        {task.nodeLabel && !task.title.includes(task.nodeLabel) ? ` · ${task.nodeLabel}` : null}
        {task.starter ? ` · ${t('tasks.started_by', { person: task.starter.title })}` : null}
      </p>
      {summary.length > 0 ? (
        <dl className={css.summary}>
          {summary.map((entry) => {
            const field = form && entry.field ? findField(form.fields, entry.field) : undefined;
            return (
              <div key={entry.label}>
                <dt>{entry.label}</dt>
                <dd>{field ? <ValueView field={field} value={entry.value} /> : plain(entry.value)}</dd>
              </div>
            );
          })}
        </dl>
      ) : null}
      {task.done ? <Done done={task.done} /> : <TaskActions task={task} />}
    </article>
  );
}

function plain(value: Value): string {
  if (isReference(value)) return value.title;
  return value === null ? '—' : String(value);
}

function Done({ done }: { done: NonNullable<Task['done']> }) {
  const { t } = useTranslation();
  return (
    <p className={css.done}>
      <strong>{done.outcomeLabel ?? done.outcome}</strong>
      {done.by ? ` · ${done.by.title}` : null}
      {done.for ? ` ${t('flow.on_behalf', { person: done.for.title })}` : null} · <Moment at={done.at} />
      {done.comment ? <span className={css.comment}>{done.comment}</span> : null}
    </p>
  );
}
