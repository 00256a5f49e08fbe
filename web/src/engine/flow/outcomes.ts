import type { Label } from '../blueprint';
import { type FlowDocument, outcomesOf, type PeopleNode, patchNode } from './document';
import { pruned } from './operations';

/** One more answer; it leads where the first one does until it is led elsewhere. */
export function addOutcome(document: FlowDocument, key: string, label: Label): FlowDocument {
  return patchNode(document, key, (node) => {
    const { outcomes } = node as PeopleNode;
    let number = outcomesOf(node).length + 1;
    while (`outcome_${number}` in outcomes) number += 1;
    const next = outcomesOf(node)[0]?.[1].next ?? '';
    return { ...node, outcomes: { ...outcomes, [`outcome_${number}`]: { label, next } } };
  });
}

/** An answer with what only it led to goes; the last one stays. */
export function removeOutcome(document: FlowDocument, key: string, outcome: string): FlowDocument {
  return pruned(document, (before) =>
    patchNode(before, key, (node) => {
      const { [outcome]: gone, ...outcomes } = (node as PeopleNode).outcomes;
      return gone && Object.keys(outcomes).length > 0 ? { ...node, outcomes } : node;
    }),
  );
}
