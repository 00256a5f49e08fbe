import { useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { loadArtifacts } from '@/api/artifacts';
import { type FlowNode, patchNode, toFlow } from '@/engine/flow/document';
import { Group, Row } from '@/features/build/panel/parts';
import { useLabel } from '@/ui/session';
import { useFlow, useFlowActions } from '../flow-context';
import { NextRow } from './next-row';

/** Which flow stands here, and what follows where it did not pass. */
export function SubflowPanel({ node }: { node: FlowNode }) {
  const { t } = useTranslation();
  const label = useLabel();
  const { document } = useFlow();
  const actions = useFlowActions();
  const query = useQuery({ queryKey: ['artifacts', 'flow'], queryFn: () => loadArtifacts('flow') });
  const parts = (query.data?.items ?? []).filter(
    (item) => item.key !== document.key && toFlow(item.document).form === document.form,
  );
  const chosen = String(node.flow ?? '');
  return (
    <>
      <Group title={t('flows.subflow.title')}>
        <Row label={t('flows.subflow.which')} help={t('flows.subflow.help')}>
          {(id) => (
            <Select
              id={id}
              placeholder={t('flows.subflow.none')}
              value={chosen === '' ? null : chosen}
              options={parts.map((item) => ({ value: item.key, label: label(item.label ?? '', item.key) }))}
              onChange={(flow: string) =>
                actions.update((before) => patchNode(before, node.key, (each) => ({ ...each, flow })))
              }
            />
          )}
        </Row>
      </Group>
      <Group title={t('flows.next')}>
        <NextRow label={t('flows.subflow.passed')} edge={{ from: node.key, port: 'next' }} />
        {node.rejected === undefined ? null : (
          <NextRow label={t('flows.subflow.rejected')} edge={{ from: node.key, port: 'rejected' }} />
        )}
      </Group>
    </>
  );
}
