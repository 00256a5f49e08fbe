import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { type Edge, targetOf } from '@/engine/flow/document';
import { leadTo } from '@/engine/flow/operations';
import { inReadingOrder } from '@/engine/flow/reading';
import { Row } from '@/features/build/panel/parts';
import { useFlow, useFlowActions } from '../flow-context';
import { useFlowWords } from '../use-words';

/** Where a way leads: forward or back to any node but the start. */
export function NextRow({ label, edge }: { label: string; edge: Edge }) {
  const { t } = useTranslation();
  const { document, form, forms } = useFlow();
  const actions = useFlowActions();
  const words = useFlowWords(document, form, forms);
  const nodes = inReadingOrder(document).filter((node) => node.type !== 'start' && node.key !== edge.from);
  return (
    <Row label={label}>
      {(id) => (
        <Select
          id={id}
          showSearch={{ optionFilterProp: 'label' }}
          placeholder={t('flows.next_none')}
          value={targetOf(document, edge)}
          options={nodes.map((node) => ({ value: node.key, label: words.node(node) }))}
          onChange={(to: string) => actions.update((flow) => leadTo(flow, edge, to))}
        />
      )}
    </Row>
  );
}
