import type { Finding } from '@/api/artifacts';
import { exitsOf, type FlowDocument } from '@/engine/flow/document';
import type { FlowSelection } from './flow-context';

/** What a finding is about: a node, one of its branches, or the flow. Places name nodes by key or by their number. */
export function placeOf(document: FlowDocument, finding: Pick<Finding, 'place'>): FlowSelection {
  const [part, which = '', group = '', member = ''] = finding.place.split('.');
  if (part !== 'nodes') return { kind: 'flow' };
  const node = document.nodes.find((each) => each.key === which) ?? document.nodes[Number(which)];
  if (!node) return { kind: 'flow' };
  const list = node[group];
  const named = Array.isArray(list) && /^\d+$/.test(member) ? (list[Number(member)] as { key?: string })?.key : member;
  const port = group === 'else' ? 'else' : `${group}.${named}`;
  const exit = exitsOf(node).some((each) => each.port === port);
  return { kind: 'node', key: node.key, port: exit ? port : undefined };
}

/** The worst that was found at each node, by its key. */
export function worstByNode(
  document: FlowDocument,
  findings: readonly Finding[],
): ReadonlyMap<string, Finding['severity']> {
  const worst = new Map<string, Finding['severity']>();
  for (const finding of findings) {
    const place = placeOf(document, finding);
    if (place.kind === 'node' && worst.get(place.key) !== 'error') worst.set(place.key, finding.severity);
  }
  return worst;
}
