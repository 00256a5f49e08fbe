import { useTranslation } from 'react-i18next';
import { type FlowNode, type PeopleNode, patched, patchNode } from '@/engine/flow/document';
import { Group } from '@/features/build/panel/parts';
import { WhoEditor } from '@/features/build/panel/who-editor';
import { useFlowActions } from '../flow-context';
import { ActsSettings } from './acts-settings';
import { CountingSettings } from './counting-settings';
import { FieldUses } from './field-uses';
import { LimitSettings } from './limit-settings';
import { OpinionSettings } from './opinion-settings';
import { OutcomesEditor } from './outcomes-editor';
import { WhoMore } from './who-more';

/** Changes of a node where people act; what is undefined is taken out. */
export type ChangePeople = (patch: { [K in keyof PeopleNode]?: PeopleNode[K] | undefined }, merge?: string) => void;

export interface PeopleProps {
  node: PeopleNode;
  change: ChangePeople;
}

/** A node where people act: who, how they are counted, what they may do, see and fill in, and until when. */
export function PeoplePanel({ node: any }: { node: FlowNode }) {
  const { t } = useTranslation();
  const actions = useFlowActions();
  const node = any as PeopleNode;
  const change: ChangePeople = (patch, merge) =>
    actions.update(
      (flow) => patchNode(flow, node.key, (each) => patched(each as PeopleNode, patch)),
      merge ? { merge: `${merge}:${node.key}` } : {},
    );
  return (
    <>
      <Group title={t('flows.who.title')}>
        <WhoEditor value={node.who} onChange={(who) => change({ who })} />
        <WhoMore value={node.who} onChange={(who) => change({ who }, 'who')} />
      </Group>
      <CountingSettings node={node} change={change} />
      <Group title={t('flows.outcomes.title')}>
        <OutcomesEditor node={node} />
      </Group>
      <ActsSettings node={node} change={change} />
      <FieldUses node={node} change={change} />
      <LimitSettings node={node} change={change} />
      <OpinionSettings node={node} change={change} />
    </>
  );
}
