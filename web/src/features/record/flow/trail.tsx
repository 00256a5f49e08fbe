import '@/i18n/way';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FlowView, TrailStep } from '@/api/flows';
import { fileAddress } from '@/api/records';
import { useListText } from '@/ui/session';
import { DueTag } from '@/ui/tasks/due-tag';
import { FileList } from '@/ui/values/files';
import { Ago, Moment } from '@/ui/values/time';
import css from '../trail.module.css';

/** Acts after which the way did not go forward. */
const AGAINST = ['reject', 'return', 'terminate', 'withdraw', 'cancel'];

/** A long trail keeps its beginning and its latest steps in sight, so that one sees who has it now. */
const LONG = 14;
const LATEST = 8;

/** What was done, where the record is, and what is expected next. */
export function Trail({ flow }: { flow: FlowView }) {
  const { t } = useTranslation();
  const list = useListText();
  const [open, setOpen] = useState(false);
  const folded = open || flow.trail.length <= LONG ? 0 : flow.trail.length - LATEST - 1;
  return (
    <ol className={css.trail} aria-label={t('flow.trail')}>
      {flow.trail.slice(0, 1).map((step) => (
        <Step key="first" step={step} before={undefined} />
      ))}
      {folded > 0 ? (
        <li className={css.fold}>
          <Button type="link" size="small" className={css.unfold ?? ''} onClick={() => setOpen(true)}>
            {t('flow.earlier', { count: folded })}
          </Button>
        </li>
      ) : null}
      {flow.trail.slice(1).map((step, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a trail only grows at its end
        <Step key={index} step={step} before={flow.trail[index]} folded={index < folded} />
      ))}
      {flow.current.map((place) => (
        <li key={`${place.token}/${place.voice}`} className={css.now}>
          <div className={css.line}>
            <strong>{place.label}</strong>
            <span className={css.state}>{place.task ? t('flow.waiting') : t('flow.pausing')}</span>
            {place.due ? <DueTag due={place.due} /> : null}
          </div>
          <div className={css.meta}>
            {place.task ? (
              <>
                {place.assignees.length > 0 ? list(place.assignees) : t('flow.nobody')}
                {place.addedBy ? `（${t('flow.added_by', { person: place.addedBy.title })}）` : ''}
                {place.since ? (
                  <>
                    {' · '}
                    {t('flow.since')} <Ago at={place.since} />
                  </>
                ) : null}
              </>
            ) : place.until ? (
              <>
                {t('flow.until')} <Moment at={place.until} />
              </>
            ) : null}
          </div>
        </li>
      ))}
      {flow.state === 'running'
        ? flow.next.map((node) => (
            <li key={node.node} className={css.next}>
              <div className={css.line}>
                <span>{node.label}</span>
                <span className={css.meta}>{t('flow.predicted')}</span>
              </div>
              {node.assignees.length > 0 ? <div className={css.meta}>{list(node.assignees)}</div> : null}
            </li>
          ))
        : null}
      {flow.state === 'finished' ? (
        <li className={css.end}>
          <span>
            {t('flow.finished')}
            {flow.result ? ` · ${t(`flow.result.${flow.result}`)}` : ''}
          </span>
          {flow.finishedAt ? (
            <div className={css.meta}>
              <Moment at={flow.finishedAt} />
            </div>
          ) : null}
        </li>
      ) : null}
    </ol>
  );
}

/** A folded step stands on paper all the same. */
function Step({ step, before, folded }: { step: TrailStep; before: TrailStep | undefined; folded?: boolean }) {
  const { t } = useTranslation();
  const list = useListText();
  const since = step.since ?? before?.at;
  const named = step.people ?? [];
  return (
    <li className={`${AGAINST.includes(step.act) ? css.refused : css.done} ${folded ? css.folded : ''}`}>
      <div className={css.line}>
        {step.label ? <strong>{step.label}</strong> : null}
        <span className={css.state}>{step.actionLabel ?? step.action}</span>
        {named.length > 0 ? <span className={css.state}>→ {list(named.map((each) => each.title))}</span> : null}
      </div>
      <div className={css.meta}>
        {step.person === null ? null : `${step.person.title} `}
        {step.for ? `${t('flow.on_behalf', { person: step.for.title })} ` : ''}
        {step.person === null ? null : '· '}
        <Moment at={step.at} />
        {step.via === 'mail' ? ` · ${t('flow.by_mail')}` : ''}
        {since ? <Duration from={since} to={step.at} /> : null}
      </div>
      {step.comment ? <blockquote className={css.comment}>{step.comment}</blockquote> : null}
      {step.files && step.files.length > 0 ? <FileList files={step.files} /> : null}
      {step.signature ? (
        <img className={css.signature} src={fileAddress(step.signature)} alt={t('flow.signature')} />
      ) : null}
    </li>
  );
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
