import type { FlowNode } from './document';

const MARK = 'xiaodan/flow-node';

/** A node as text, for the clipboard: it can be pasted into another flow or another tab. */
export function nodeToText(node: FlowNode): string {
  return JSON.stringify({ [MARK]: 1, node });
}

/** The node in a text; undefined when it holds none. */
export function nodeFromText(text: string): FlowNode | undefined {
  if (!text.includes(MARK)) return undefined;
  try {
    const { node } = JSON.parse(text) as { node?: unknown };
    if (typeof node !== 'object' || node === null || !('key' in node) || !('type' in node)) return undefined;
    const fits =
      typeof node.key === 'string' && /^[a-z][a-z0-9_]{0,28}$/.test(node.key) && typeof node.type === 'string';
    return fits ? (node as FlowNode) : undefined;
  } catch {
    return undefined;
  }
}
