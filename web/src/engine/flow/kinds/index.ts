import { approve } from './approve';
import { condition } from './condition';
import { end } from './end';
import { handle } from './handle';
import type { NodeKind } from './kind';
import { start } from './start';

export type { Making, NodeKind, NodeType } from './kind';

/** Every type of node the designer can make, in the order they are offered. */
export const NODE_KINDS: readonly NodeKind[] = [approve, handle, condition, end, start];

/** A type that this designer has no file for is shown, kept as it is, and left where it stands. */
export function kindOf(type: string): Pick<NodeKind, 'make' | 'movable'> {
  return NODE_KINDS.find((kind) => kind.type === type) ?? { movable: false };
}
