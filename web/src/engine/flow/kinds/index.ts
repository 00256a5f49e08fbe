import { action } from './action';
import { approve } from './approve';
import { cc } from './cc';
import { condition } from './condition';
import { decisionTable } from './decision-table';
import { delay } from './delay';
import { end } from './end';
import { handle } from './handle';
import { inclusive } from './inclusive';
import { join } from './join';
import type { NodeKind } from './kind';
import { parallel } from './parallel';
import { start } from './start';
import { subflow } from './subflow';

export type { Making, NodeKind, NodeType } from './kind';

/** Every type of node the designer can make, in the order they are offered. */
export const NODE_KINDS: readonly NodeKind[] = [
  approve,
  handle,
  cc,
  condition,
  decisionTable,
  parallel,
  inclusive,
  delay,
  action,
  subflow,
  end,
  start,
  join,
];

/** A type that this designer has no file for is shown, kept as it is, and left where it stands. */
export function kindOf(type: string): Pick<NodeKind, 'make' | 'movable'> {
  return NODE_KINDS.find((kind) => kind.type === type) ?? { movable: false };
}
