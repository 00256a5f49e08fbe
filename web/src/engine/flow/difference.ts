import type { Label } from '../blueprint';
import { same } from '../designer/difference';
import { mergeMembers, mergeObjects, type Side } from '../designer/merge';
import type { FlowDocument, FlowNode } from './document';

/** What differs between two documents of a flow, small enough to be said in one sentence. */
export interface FlowDifference {
  kind: 'added' | 'removed' | 'changed';
  /** The node, or empty for the flow itself. */
  node: string;
  label: Label | string | undefined;
  type: string;
  /** Of a change: what of it. */
  property?: string;
  before?: unknown;
  after?: unknown;
}

function properties(label: FlowDifference['label'], node: string, type: string, before: object, after: object) {
  const old = before as Record<string, unknown>;
  const now = after as Record<string, unknown>;
  return [...new Set([...Object.keys(old), ...Object.keys(now)])].flatMap((property): FlowDifference[] =>
    property === 'nodes' || same(old[property], now[property])
      ? []
      : [{ kind: 'changed', node, label, type, property, before: old[property], after: now[property] }],
  );
}

/** Every change from one document to another, in reading order; the order of the nodes itself means nothing. */
export function flowDifferences(before: FlowDocument, after: FlowDocument): FlowDifference[] {
  const old = new Map(before.nodes.map((node) => [node.key, node]));
  const now = new Set(after.nodes.map((node) => node.key));
  const about = (kind: 'added' | 'removed', { key, label, type }: FlowNode): FlowDifference => ({
    kind,
    node: key,
    label,
    type,
  });
  return [
    ...properties(after.label, '', 'flow', before, after),
    ...after.nodes.flatMap((node) => {
      const was = old.get(node.key);
      return was ? properties(node.label, node.key, node.type, was, node) : [about('added', node)];
    }),
    ...before.nodes.filter((node) => !now.has(node.key)).map((node) => about('removed', node)),
  ];
}

/** The changes of both that ask the same question and answer it differently. */
export function flowClashes(base: FlowDocument, mine: FlowDocument, theirs: FlowDocument): FlowDifference[] {
  const other = flowDifferences(base, theirs);
  return flowDifferences(base, mine).filter((change) =>
    other.some(
      (each) =>
        each.node === change.node &&
        (each.property === change.property || each.kind !== 'changed' || change.kind !== 'changed') &&
        !same(each, change),
    ),
  );
}

/** Both people's changes to the same beginning, in one document; where they clash, `winner` has it. */
export function mergeFlows(base: FlowDocument, mine: FlowDocument, theirs: FlowDocument, winner: Side): FlowDocument {
  const [first, second] = winner === 'mine' ? [mine, theirs] : [theirs, mine];
  const nodes = mergeMembers(base.nodes, first.nodes, second.nodes, (old, one, two) =>
    old ? mergeObjects(old, one, two, []) : one,
  );
  return { ...mergeObjects(base, first, second, ['nodes']), nodes };
}
