import '@/i18n/way';
import '@/i18n/work';
import { ApartmentOutlined, PrinterOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type FlowView, loadFlow } from '@/api/flows';
import type { StoredRecord } from '@/api/records';
import type { Form } from '@/engine/blueprint';
import { titleOf } from '@/features/record/title';
import { RaisedNote } from '@/ui/flow/raised-note';
import { ErrorState, Loading } from '@/ui/states';
import { Moment } from '@/ui/values/time';
import css from '../trail.module.css';
import { FlowActs } from './flow-acts';
import { Trail } from './trail';

const Diagram = lazy(async () => ({ default: (await import('./diagram')).Diagram }));

/** The way of a record: what was decided by whom, who has it now, what comes next, and what can be done about it. */
export function FlowTab({ form, record }: { form: Form; record: StoredRecord }) {
  const { t } = useTranslation();
  const [drawn, setDrawn] = useState(false);
  const query = useQuery({
    queryKey: ['records', form.key, record.id, 'flow', record.rev],
    queryFn: () => loadFlow(form.key, record.id),
    placeholderData: (previous) => previous,
  });
  if (query.isPending) return <Loading lines={3} />;
  if (query.isError) return <ErrorState error={query.error} retry={() => void query.refetch()} />;
  const flow = query.data;
  const none = flow.state === 'none' && flow.trail.length === 0;
  return (
    <section className={css.tab} data-flow-trail>
      <h2 className={css.printTitle}>
        {titleOf(form, record)} · {flow.label ?? t('record.flow')}
      </h2>
      <div className={css.bar}>
        <FlowActs form={form} record={record} flow={flow} />
        {none ? null : (
          <span className={css.tools}>
            <Button
              type="text"
              size="small"
              icon={<ApartmentOutlined aria-hidden />}
              aria-pressed={drawn}
              onClick={() => setDrawn(!drawn)}
            >
              {t('flow.diagram')}
            </Button>
            <Button
              type="text"
              size="small"
              icon={<PrinterOutlined aria-hidden />}
              aria-label={t('flow.print')}
              title={t('flow.print')}
              onClick={() => printTrail()}
            />
          </span>
        )}
      </div>
      {flow.raised ? <RaisedNote form={form} raised={flow.raised} /> : null}
      {drawn && !none ? (
        <Suspense fallback={<Loading lines={6} />}>
          <Diagram flow={flow} />
        </Suspense>
      ) : null}
      {none ? <p className={css.none}>{t('flow.none')}</p> : <Trail flow={flow} />}
      {flow.earlier.map((each) => (
        <details key={each.startedAt} className={css.earlier}>
          <summary>
            {each.label} · <Moment at={each.startedAt} />
            {each.result ? ` · ${t(`flow.result.${each.result}`)}` : ''}
          </summary>
          {each.raised ? <RaisedNote form={form} raised={each.raised} /> : null}
          <Trail flow={past(each)} />
        </details>
      ))}
    </section>
  );
}

/** A way that is over, in the shape of one that may still go on. */
function past({ trail, result, finishedAt, label }: FlowView['earlier'][number]): FlowView {
  return {
    state: 'finished',
    flow: null,
    label,
    result,
    current: [],
    trail,
    next: [],
    finishedAt,
    may: [],
    submits: false,
    raised: null,
    graph: null,
    earlier: [],
  };
}

/** Prints the trail alone: a sheet of who decided what. */
function printTrail(): void {
  const { body } = window.document;
  body.classList.add('print-flow');
  window.addEventListener('afterprint', () => body.classList.remove('print-flow'), { once: true });
  window.print();
}
