import { useTranslation } from 'react-i18next';
import { type FlowNode, patchNode, type Who } from '@/engine/flow/document';
import { Group } from '@/features/build/panel/parts';
import { WhoEditor } from '@/features/build/panel/who-editor';
import { useFlowActions } from '../flow-context';
import { NextRow } from './next-row';
import { WhoMore } from './who-more';

/** Who gets a copy of the record as it passes. */
export function CcPanel({ node }: { node: FlowNode }) {
  const { t } = useTranslation();
  const actions = useFlowActions();
  const put = (who: Who) => actions.update((flow) => patchNode(flow, node.key, (each) => ({ ...each, who })));
  return (
    <>
      <Group title={t('flows.cc_who')}>
        <WhoEditor value={node.who as Who | undefined} help={t('flows.cc_help')} onChange={put} />
        <WhoMore value={node.who as Who | undefined} onChange={put} />
      </Group>
      <Group title={t('flows.next')}>
        <NextRow label={t('flows.next')} edge={{ from: node.key, port: 'next' }} />
      </Group>
    </>
  );
}
