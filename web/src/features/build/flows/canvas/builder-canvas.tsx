import { useMemo } from 'react';
import { FlowCanvas } from '@/ui/flow/flow-canvas';
import { worstByNode } from '../finding-place';
import { useFlow, useFlowActions } from '../flow-context';
import { useFlowWords } from '../use-words';
import { AddMenu } from './add-menu';

/** The drawing of the flow being built: picked, added to and moved about. */
export function BuilderCanvas() {
  const { designer, document, form, forms, findings } = useFlow();
  const actions = useFlowActions();
  const words = useFlowWords(document, form, forms);
  const { selection } = designer;
  const bad = useMemo(() => worstByNode(document, findings), [findings, document]);
  return (
    <FlowCanvas
      document={document}
      words={words}
      findings={bad}
      selected={selection.kind === 'node' ? { key: selection.key, port: selection.port } : undefined}
      onSelect={(key, port) => actions.select({ kind: 'node', key, port })}
      onMove={actions.move}
      adder={(edge, dropping) => <AddMenu edge={edge} dropping={dropping} />}
    />
  );
}
