import type { TFunction } from 'i18next';
import type { ComponentType, ReactNode } from 'react';
import type { FlowNode, Who } from '@/engine/flow/document';
import type { Tone } from '@/ui/flow/looks';

/** The words a node's summary is made of. */
export interface NodeWords {
  t: TFunction;
  /** Whom a node asks, in words; empty when nobody is named. */
  who: (who: Who | undefined) => string;
  /** The names of fields. */
  fields: (keys: readonly string[]) => string;
}

/** How a type of node looks, and where it is set up. One file each. */
export interface NodeLook {
  type: string;
  icon: ReactNode;
  tone: Tone;
  /** What it does, in one line under its name. */
  summary: (node: FlowNode, words: NodeWords) => string;
  Panel: ComponentType<{ node: FlowNode; port: string | undefined }>;
}
