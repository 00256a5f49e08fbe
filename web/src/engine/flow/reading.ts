import { type Edge, exitsOf, type FlowDocument, type FlowNode, nodeAt } from './document';

/** Where a flow begins; undefined in one that has no start. */
export function startOf(document: FlowDocument): FlowNode | undefined {
  return document.nodes.find((node) => node.type === 'start');
}

/** The keys of the nodes that can be reached from the start. */
export function reachable(document: FlowDocument): Set<string> {
  const start = startOf(document);
  const seen = new Set<string>();
  const open = start ? [start.key] : [];
  for (let key = open.pop(); key !== undefined; key = open.pop()) {
    const node = nodeAt(document, key);
    if (seen.has(key) || !node) continue;
    seen.add(key);
    for (const { to } of exitsOf(node)) if (to !== undefined) open.push(to);
  }
  return seen;
}

/**
 * The nodes as one reads them: from the start downwards, a node after everything that leads to it (ways back aside),
 * branches in their order. What cannot be reached comes last.
 */
export function inReadingOrder(document: FlowDocument): FlowNode[] {
  const finished: FlowNode[] = [];
  const seen = new Set<string>();
  const visit = (key: string): void => {
    const node = nodeAt(document, key);
    if (seen.has(key) || !node) return;
    seen.add(key);
    for (const { to } of exitsOf(node).toReversed()) if (to !== undefined) visit(to);
    finished.push(node);
  };
  const start = startOf(document);
  if (start) visit(start.key);
  const reached = finished.toReversed();
  return [...reached, ...document.nodes.filter((node) => !seen.has(node.key))];
}

/** The ways that lead to a node. */
export function waysTo(document: FlowDocument, key: string): Edge[] {
  return document.nodes.flatMap((node) =>
    exitsOf(node).flatMap(({ port, to }) => (to === key ? [{ from: node.key, port }] : [])),
  );
}
