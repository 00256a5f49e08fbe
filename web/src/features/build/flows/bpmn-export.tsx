import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { bpmnOf } from '@/engine/flow/bpmn';
import type { Who } from '@/engine/flow/document';
import { useLabel } from '@/ui/session';
import { useFlow } from './flow-context';
import { useFlowWords } from './use-words';

/** Hands the flow as BPMN 2.0 to the browser as a file, once. */
export function BpmnExport({ onDone }: { onDone: () => void }) {
  const { t } = useTranslation();
  const label = useLabel();
  const { document, form, forms } = useFlow();
  const words = useFlowWords(document, form, forms);
  const given = useRef(false);
  useEffect(() => {
    if (given.current) return;
    given.current = true;
    const text = bpmnOf(document, {
      flow: label(document.label, document.key),
      node: words.node,
      exit: words.exit,
      who: (node) => words.who(node.who as Who | undefined),
      limit: (step) => t(`flows.limit.do_${step.do}`),
    });
    const link = window.document.createElement('a');
    link.href = URL.createObjectURL(new Blob([text], { type: 'application/xml' }));
    link.download = `${document.key}.bpmn`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
    onDone();
  });
  return null;
}
