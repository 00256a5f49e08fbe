import { useTranslation } from 'react-i18next';
import { exitsOf, type FlowNode, patched, patchNode, type Settings } from '@/engine/flow/document';
import { Group } from '@/features/build/panel/parts';
import { SetEditor } from '@/features/build/panel/set-editor';
import { useFlowActions } from '../flow-context';
import { NextRow } from './next-row';

/** What happens to the record when it enters. */
export function StartPanel({ node }: { node: FlowNode }) {
  const { t } = useTranslation();
  return (
    <>
      <SetGroup node={node} help={t('flows.set.start')} />
      <Group title={t('flows.next')}>
        {exitsOf(node).map(({ port }) => (
          <NextRow key={port} label={t('flows.next')} edge={{ from: node.key, port }} />
        ))}
      </Group>
    </>
  );
}

/** Where branches come together: what comes after all of them. */
export function JoinPanel({ node }: { node: FlowNode }) {
  const { t } = useTranslation();
  return (
    <Group title={t('flows.next')}>
      <NextRow label={t('flows.next')} edge={{ from: node.key, port: 'next' }} />
    </Group>
  );
}

/** What happens to the record when its way is over. */
export function EndPanel({ node }: { node: FlowNode }) {
  const { t } = useTranslation();
  return <SetGroup node={node} help={t('flows.set.end')} />;
}

function SetGroup({ node, help }: { node: FlowNode; help: string }) {
  const { t } = useTranslation();
  const actions = useFlowActions();
  return (
    <Group title={t('flows.set.title')}>
      <SetEditor
        help={help}
        value={node.set as Settings | undefined}
        onChange={(set) =>
          actions.update((flow) => patchNode(flow, node.key, (each) => patched(each, { set })), {
            merge: `set:${node.key}`,
          })
        }
      />
    </Group>
  );
}
