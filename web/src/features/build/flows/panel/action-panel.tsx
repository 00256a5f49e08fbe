import { Select } from 'antd';
import { lazy, Suspense, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { type FlowNode, patchNode } from '@/engine/flow/document';
import { ACTIONS, type ActionName, compact, type RuleStep } from '@/engine/rule/document';
import { newStep } from '@/engine/rule/operations';
import { Group, Row } from '@/features/build/panel/parts';
import { useFlowActions } from '../flow-context';
import { NextRow } from './next-row';
import { RuleScope } from './rule-scope';

const StepSettings = lazy(async () => ({
  default: (await import('@/features/build/rules/panel/step-settings')).StepSettings,
}));

/** The actions a flow carries out; those of the rule's catalogue that are no steps in time. */
const OFFERED = ACTIONS.filter(
  (each) => !['start_flow', 'call_rule', 'wait', 'continue_if', 'for_each', 'refuse'].includes(each),
);

/** What is done by itself, set up as a step of a rule is. */
export function ActionPanel({ node }: { node: FlowNode }) {
  const { t } = useTranslation();
  const actions = useFlowActions();
  const step = useMemo(() => ({ key: 'do', ...(node.do as object) }) as RuleStep, [node.do]);
  const steps = useMemo(() => [step], [step]);
  const put = (next: RuleStep, merge?: string) => {
    const { key: _, ...rest } = compact(next);
    actions.update(
      (flow) => patchNode(flow, node.key, (each) => ({ ...each, do: rest })),
      merge ? { merge: `${merge}:${node.key}` } : {},
    );
  };
  return (
    <RuleScope steps={steps}>
      <Group title={t('flows.action.title')}>
        <Row label={t('flows.action.which')} help={t('flows.action.help')}>
          {(id) => (
            <Select<ActionName>
              id={id}
              value={step.action}
              options={OFFERED.map((each) => ({ value: each, label: t(`rules.action.${each}`) }))}
              onChange={(action) => put(newStep([], action))}
            />
          )}
        </Row>
      </Group>
      <Suspense fallback={null}>
        <StepSettings key={step.action} step={step} onChange={(patch, merge) => put({ ...step, ...patch }, merge)} />
      </Suspense>
      <Group title={t('flows.next')}>
        <NextRow label={t('flows.next')} edge={{ from: node.key, port: 'next' }} />
      </Group>
    </RuleScope>
  );
}
