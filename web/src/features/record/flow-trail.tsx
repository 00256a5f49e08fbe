import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { type FlowView, loadFlow, type StoredRecord } from '@/api/records';
import type { Form } from '@/engine/blueprint';
import { useListText } from '@/ui/session';
import { ErrorState, Loading } from '@/ui/states';
import { Ago, Moment } from '@/ui/values/time';
import css from './trail.module.css';

/** The way of a record: what was decided by whom, who has it now, what comes next. */
export function FlowTrail({ form, record }: { form: Form; record: StoredRecord }) {
  const { t } = useTranslation();
  const list = useListText();
  const query = useQuery({
    queryKey: ['records', form.key, record.id, 'flow', record.rev],
    queryFn: () => loadFlow(form.key, record.id),
    placeholderData: (previous) => previous,
  });
  if (query.isPending) return <Loading lines={3} />;
  if (query.isError) return <ErrorState error={query.error} retry={() => void query.refetch()} />;
  const flow = query.data;
  if (flow.state === 'none' && flow.trail.length === 0) return <p className={css.none}>{t('flow.none')}</p>;
  return (
    <ol className={css.trail}>
      {flow.trail.map((step, index) => (
        <Step key={`${step.at}/${step.node}/${step.action}`} step={step} before={flow.trail[index - 1]} />
      ))}
      {flow.current.map((node) => (
        <li key={node.node} className={css.now}>
          <div className={css.line}>
            <strong>{node.label}</strong>
            <span className={css.state}>{t('flow.waiting')}</span>
          </div>
          <div className={css.meta}>
            {node.assignees.length > 0 ? list(node.assignees) : t('flow.nobody')} · {t('flow.since')}{' '}
            <Ago at={node.since} />
          </div>
        </li>
      ))}
      {flow.state === 'finished'
        ? null
        : flow.next.map((node) => (
            <li key={node.node} className={css.next}>
              <span>{node.label}</span>
              <span className={css.meta}>{t('flow.predicted')}</span>
            </li>
          ))}
      {flow.state === 'finished' ? (
        <li className={css.end}>
          <span>{t('flow.finished')}</span>
        </li>
      ) : null}
    </ol>
  );
}

type TrailStep = FlowView['trail'][number];

function Step({ step, before }: { step: TrailStep; before: TrailStep | undefined }) {
  const { t } = useTranslation();
  const since = step.since ?? before?.at;
  return (
    <li className={step.action === 'reject' ? css.refused : css.done}>
      <div className={css.line}>
        <strong>{step.label}</strong>
        <span className={css.state}>
          {step.actionLabel ?? t(`flow.action.${known(step.action)}`, { action: step.action })}
        </span>
      </div>
      <div className={css.meta}>
        {step.person === null ? null : `${step.person.title} · `}
        <Moment at={step.at} />
        {since ? <Duration from={since} to={step.at} /> : null}
      </div>
      {step.comment ? <blockquote className={css.comment}>{step.comment}</blockquote> : null}
    </li>
  );
}

const ACTIONS = ['start', 'approve', 'reject', 'submit', 'cancel', 'finish'] as const;

function known(action: string): (typeof ACTIONS)[number] | 'other' {
  return ACTIONS.find((each) => each === action) ?? 'other';
}

function Duration({ from, to }: { from: string; to: string }) {
  const { t } = useTranslation();
  const minutes = Math.round((Date.parse(to) - Date.parse(from)) / 60_000);
  if (!(minutes > 0)) return null;
  const text =
    minutes < 60
      ? t('flow.minutes', { count: minutes })
      : minutes < 48 * 60
        ? t('flow.hours', { count: Math.round(minutes / 60) })
        : t('flow.days', { count: Math.round(minutes / 1440) });
  return <span> · {t('flow.took', { duration: text })}</span>;
}
