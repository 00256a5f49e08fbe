import { useTranslation } from 'react-i18next';
import { exitsOf, type FlowNode } from '@/engine/flow/document';
import css from '@/features/build/panel/panel.module.css';
import { Group } from '@/features/build/panel/parts';
import { useFlow } from '../flow-context';
import { useFlowWords } from '../use-words';
import { NextRow } from './next-row';

/** A node whose settings this designer does not show: where it leads can be changed, the rest stays. */
export function OtherPanel({ node }: { node: FlowNode }) {
  const { t } = useTranslation();
  const { document, form, forms } = useFlow();
  const words = useFlowWords(document, form, forms);
  return (
    <Group title={t('flows.next')}>
      <p className={css.help}>{t('flows.other_help', { type: node.type })}</p>
      {exitsOf(node).map(({ port }) => (
        <NextRow key={port} label={words.exit(node, port) || t('flows.next')} edge={{ from: node.key, port }} />
      ))}
    </Group>
  );
}
