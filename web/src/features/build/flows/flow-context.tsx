import { createContext, useContext } from 'react';
import type { Finding } from '@/api/artifacts';
import type { Form } from '@/engine/blueprint';
import type { Steps } from '@/engine/designer/steps';
import type { Edge, FlowDocument } from '@/engine/flow/document';
import type { NodeType } from '@/engine/flow/kinds';

/** What the panel shows: the flow itself, or a node; of a node that chooses, one of its branches. */
export type FlowSelection = { kind: 'flow' } | { kind: 'node'; key: string; port?: string | undefined };

export type FlowDesigner = Steps<FlowDocument, FlowSelection>;

export const WHOLE_FLOW: FlowSelection = { kind: 'flow' };

/** What can be done with the flow being built. The same object for as long as it is open. */
export interface FlowActions {
  /** One step that can be undone; steps of the same `merge` that follow one another are one. */
  update: (
    change: (document: FlowDocument) => FlowDocument,
    options?: { merge?: string; select?: FlowSelection },
  ) => void;
  select: (selection: FlowSelection) => void;
  /** Puts a new node of a type on a way, and selects it. */
  add: (edge: Edge, type: NodeType) => void;
  /** Puts the copied node on a way. */
  paste: (edge: Edge) => void;
  copy: (key: string) => void;
  remove: (key: string) => void;
  move: (key: string, edge: Edge) => void;
  shift: (key: string, step: 'up' | 'down') => void;
  undo: () => void;
  redo: () => void;
}

export interface FlowView {
  designer: FlowDesigner;
  document: FlowDocument;
  /** The form whose records take this way; undefined when it is not there any more. */
  form: Form | undefined;
  forms: readonly Form[];
  /** What the last check of the saved draft found. */
  findings: readonly Finding[];
}

export const FlowActionsContext = createContext<FlowActions | undefined>(undefined);

export const FlowViewContext = createContext<FlowView | undefined>(undefined);

function needed<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('only inside the flow designer');
  return value;
}

export function useFlowActions(): FlowActions {
  return needed(useContext(FlowActionsContext));
}

export function useFlow(): FlowView {
  return needed(useContext(FlowViewContext));
}
