import type { RuleStep, RuleTrigger } from '@/engine/rule/document';

/** What the form of one action works with. */
export interface SettingsProps {
  step: RuleStep;
  /** Changes of the same `merge` that follow one another are one step back. */
  onChange: (patch: Partial<RuleStep>, merge?: string) => void;
}

/** What every part of the panel of triggers gets. */
export interface TriggerPartProps {
  trigger: RuleTrigger;
  put: (next: RuleTrigger, merge?: string) => void;
}
