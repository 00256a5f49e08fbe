import { branchesOf, type FlowNode } from './document';

const NODE_SIZE = { width: 224, height: 64 };
export const CARD_SIZE = { width: 208, height: 76 };
const SMALL_SIZE = { width: 120, height: 40 };

/** A node that chooses among its ways shows each as a card. */
export function hasCards(node: FlowNode): boolean {
  return branchesOf(node).length > 0 || Array.isArray(node.rows);
}

/** How large a node is drawn, in pixels. */
export function sizeOf(node: FlowNode): { width: number; height: number } {
  return node.type === 'start' || node.type === 'end' || node.type === 'join' ? SMALL_SIZE : NODE_SIZE;
}
