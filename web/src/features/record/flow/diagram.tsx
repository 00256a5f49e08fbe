import '@/i18n/flows';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { FlowView } from '@/api/flows';
import { branchesOf, type FlowNode, outcomesOf, toFlow } from '@/engine/flow/document';
import { NODE_KINDS } from '@/engine/flow/kinds';
import { type CanvasWords, FlowCanvas, type Progress } from '@/ui/flow/flow-canvas';
import { useLabel, useListText } from '@/ui/session';
import css from '../trail.module.css';

/** The drawing of a flow with the place where a record is: what it has been through, and what is expected. */
export function Diagram({ flow }: { flow: FlowView }) {
  const { t } = useTranslation();
  const label = useLabel();
  const list = useListText();
  const document = useMemo(() => toFlow(flow.graph), [flow.graph]);
  const progress = useMemo(() => progressOf(flow), [flow]);
  const words = useMemo((): CanvasWords => {
    const type = (key: string) => {
      const known = NODE_KINDS.find((kind) => kind.type === key);
      return known ? t(`flows.node.${known.type}`) : key;
    };
    const summary = (node: FlowNode): string => {
      const here = flow.current.filter((place) => place.node === node.key).flatMap((place) => place.assignees);
      if (here.length > 0) return list([...new Set(here)]);
      const last = flow.trail.findLast((step) => step.node === node.key && step.act !== 'start');
      if (last?.person) return `${last.person.title} · ${last.actionLabel ?? last.action}`;
      const ahead = flow.next.find((next) => next.node === node.key);
      return ahead ? list(ahead.assignees) : '';
    };
    return {
      type,
      summary,
      node: (node) => label(node.label, type(node.type)),
      condition: () => '',
      exit: (node, port) => {
        const [group, key = ''] = port.split('.');
        if (group === 'else') return t('flows.else');
        if (group === 'outcomes') return label(outcomesOf(node).find(([each]) => each === key)?.[1].label, key);
        return label(branchesOf(node).find((branch) => branch.key === key)?.label, '');
      },
    };
  }, [t, label, list, flow]);
  return (
    <div className={css.diagram}>
      <FlowCanvas document={document} words={words} progress={progress} />
    </div>
  );
}

/** Where every node stands; a node that is expected again counts as where the record is. */
function progressOf(flow: FlowView): Map<string, Progress> {
  const progress = new Map<string, Progress>();
  for (const next of flow.next) progress.set(next.node, 'next');
  for (const step of flow.trail) if (step.node) progress.set(step.node, 'done');
  const document = toFlow(flow.graph);
  const start = document.nodes.find((node) => node.type === 'start');
  if (start && flow.trail.length > 0) progress.set(start.key, 'done');
  if (flow.state === 'finished' && flow.result === 'passed') {
    const ends = document.nodes.filter((node) => node.type === 'end');
    if (ends.length === 1 && ends[0]) progress.set(ends[0].key, 'done');
  }
  for (const place of flow.current) progress.set(place.node, 'now');
  return progress;
}
