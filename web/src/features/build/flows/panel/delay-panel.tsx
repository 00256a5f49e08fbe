import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { type FlowNode, patchNode } from '@/engine/flow/document';
import { Choice, Group } from '@/features/build/panel/parts';
import { useFlow, useFlowActions } from '../flow-context';
import { DurationRow } from './duration-row';
import { NextRow } from './next-row';

const FormulaBox = lazy(async () => ({ default: (await import('@/features/build/panel/formula-box')).FormulaBox }));

/** How long the record waits, or until when. */
export function DelayPanel({ node }: { node: FlowNode }) {
  const { t } = useTranslation();
  const { form, forms } = useFlow();
  const actions = useFlowActions();
  const change = (patch: Record<string, unknown>, merge?: string) =>
    actions.update(
      (flow) =>
        patchNode(flow, node.key, (each) => {
          const { after: _, until: __, time: ___, ...rest } = each;
          return { ...rest, ...patch } as FlowNode;
        }),
      merge ? { merge: `${merge}:${node.key}` } : {},
    );
  const until = typeof node.until === 'string' ? node.until : undefined;
  const working = node.time === 'working';
  const after = Number(node.after ?? 60);
  const time = (on: boolean) => (on ? { time: 'working' } : {});
  return (
    <>
      <Group title={t('flows.delay.title')}>
        <Choice
          label={t('flows.delay.how')}
          value={until === undefined ? 'after' : 'until'}
          options={[
            { value: 'after', label: t('flows.delay.after') },
            { value: 'until', label: t('flows.delay.until') },
          ]}
          onChange={(how) => change(how === 'after' ? { after: 60 } : { until: '' })}
        />
        {until === undefined ? (
          <>
            <DurationRow
              label={t('flows.delay.length')}
              value={after}
              working={working}
              onChange={(minutes) => change({ after: minutes, ...time(working) }, 'after')}
            />
            <Choice
              label={t('flows.time.count')}
              value={working ? 'working' : 'calendar'}
              options={[
                { value: 'calendar', label: t('flows.time.calendar_time') },
                { value: 'working', label: t('flows.time.working_time') },
              ]}
              onChange={(next) => change({ after, ...time(next === 'working') })}
            />
          </>
        ) : form ? (
          <Suspense fallback={null}>
            <FormulaBox
              label={t('flows.delay.until')}
              value={until}
              place={{ form, forms }}
              expected={undefined}
              onChange={(text) => change({ until: text ?? '' }, 'until')}
            />
          </Suspense>
        ) : null}
      </Group>
      <Group title={t('flows.next')}>
        <NextRow label={t('flows.next')} edge={{ from: node.key, port: 'next' }} />
      </Group>
    </>
  );
}
