import type { FlowNode } from '../document';

/** What a new node is made from. */
export interface Making {
  /** Keys for the new nodes, the first as wished and free. */
  key: (wished: string) => string;
  /** Where the way led that the node is put on. */
  next: string;
  /** Where a way that ends the matter leads. */
  end: string;
}

/** The types of node that can be made here. */
export type NodeType =
  | 'start'
  | 'end'
  | 'approve'
  | 'handle'
  | 'cc'
  | 'condition'
  | 'decision_table'
  | 'parallel'
  | 'inclusive'
  | 'join'
  | 'delay'
  | 'action'
  | 'subflow';

/** What a designer must know of a type of node; its screens know the rest. */
export interface NodeKind {
  type: NodeType;
  /** The new nodes, the one that is entered first; absent for what cannot be added by hand. */
  make?: (making: Making) => FlowNode[];
  /** Whether it can be put on another way, copied and taken along a way. */
  movable: boolean;
}
