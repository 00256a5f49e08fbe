import { createContext, useContext } from 'react';
import type { Finding } from '@/api/artifacts';
import type { Form } from '@/engine/blueprint';
import type { Steps } from '@/engine/designer/steps';
import type { NamedRecord } from '@/engine/formulas';
import type { ActionName, RuleDocument, RuleStep } from '@/engine/rule/document';
import type { Spot } from '@/engine/rule/operations';

/** What the panel shows: the rule itself, what sets it off, its condition, or a step. */
export type RuleSelection = { kind: 'rule' | 'trigger' | 'when' } | { kind: 'step'; key: string };

export type RuleDesigner = Steps<RuleDocument, RuleSelection>;

export const WHOLE_RULE: RuleSelection = { kind: 'rule' };

/** What can be done with the rule being built. The same object for as long as it is open. */
export interface RuleActions {
  /** One step that can be undone; steps of the same `merge` that follow one another are one. */
  update: (
    change: (document: RuleDocument) => RuleDocument,
    options?: { merge?: string; select?: RuleSelection },
  ) => void;
  select: (selection: RuleSelection) => void;
  /** Puts a new step behind another, or at the beginning beside what is there, and selects it. */
  add: (spot: Spot, action: ActionName) => void;
  /** Puts a new step beside those that begin behind another one. */
  addBeside: (after: string, action: ActionName) => void;
  patch: (key: string, patch: Partial<RuleStep>, merge?: string) => void;
  remove: (key: string) => void;
  undo: () => void;
  redo: () => void;
}

export interface RuleView {
  designer: RuleDesigner;
  document: RuleDocument;
  /** The form whose records the rule is about; undefined when it is not there any more. */
  form: Form | undefined;
  forms: readonly Form[];
  /** What formulas of steps see besides the record: it before the change, and as it is now. */
  names: readonly NamedRecord[];
  findings: readonly Finding[];
}

export const RuleActionsContext = createContext<RuleActions | undefined>(undefined);

export const RuleViewContext = createContext<RuleView | undefined>(undefined);

function needed<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('only inside the rule designer');
  return value;
}

export function useRuleActions(): RuleActions {
  return needed(useContext(RuleActionsContext));
}

export function useRule(): RuleView {
  return needed(useContext(RuleViewContext));
}

/** What a finding is about. Places name steps by key or by their number. */
export function placeOf(document: RuleDocument, finding: Pick<Finding, 'place'>): RuleSelection {
  const [part, which = ''] = finding.place.split('.');
  if (part === 'trigger') return { kind: 'trigger' };
  if (part === 'when') return { kind: 'when' };
  const step =
    part === 'steps' ? (document.steps.find((each) => each.key === which) ?? document.steps[Number(which)]) : undefined;
  return step ? { kind: 'step', key: step.key } : WHOLE_RULE;
}
