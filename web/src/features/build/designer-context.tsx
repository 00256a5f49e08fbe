import { createContext, useContext } from 'react';
import type { FieldType, Form } from '@/engine/blueprint';
import type { Designer, Selection } from '@/engine/designer/designer';
import type { FieldPath, FormDocument } from '@/engine/designer/document';
import type { Target } from '@/engine/designer/operations';
import type { RemovedField } from '@/engine/designer/removed';

/** What can be done with the form being built. The same object for as long as it is open. */
export interface DesignerActions {
  /** One step that can be undone; steps of the same `merge` that follow one another are one. */
  update: (change: (document: FormDocument) => FormDocument, options?: { merge?: string; select?: Selection }) => void;
  select: (selection: Selection) => void;
  /** Adds a field to those that are selected, or takes it from them. */
  extend: (path: FieldPath) => void;
  /** Adds a field of a type, next to what is selected unless a place is given, and selects it. */
  add: (type: FieldType, target?: Target) => void;
  /** Takes fields out, after asking where something outside the form uses them. */
  remove: (paths: readonly FieldPath[]) => void;
  duplicate: (paths: readonly FieldPath[]) => void;
  copy: (paths: readonly FieldPath[]) => void;
  paste: () => void;
  undo: () => void;
  redo: () => void;
}

export interface DesignerView {
  designer: Designer;
  document: FormDocument;
  /** The form as its formulas see it, and every form of the workspace with this one as it is here. */
  form: Form;
  forms: readonly Form[];
  /** Fields that have been published: their keys and columns are there to stay. */
  fixed: ReadonlySet<FieldPath>;
  /** Columns of removed fields, which still have their data. */
  kept: ReadonlySet<FieldPath>;
  /** What can be brought back. */
  removed: readonly RemovedField[];
}

export const ActionsContext = createContext<DesignerActions | undefined>(undefined);

export const ViewContext = createContext<DesignerView | undefined>(undefined);

function needed<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('only inside the designer');
  return value;
}

export function useActions(): DesignerActions {
  return needed(useContext(ActionsContext));
}

export function useDesigner(): DesignerView {
  return needed(useContext(ViewContext));
}
