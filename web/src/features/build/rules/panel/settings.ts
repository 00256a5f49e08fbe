import type { RuleStep } from '@/engine/rule/document';

/** What the form of one action works with. */
export interface SettingsProps {
  step: RuleStep;
  /** Changes of the same `merge` that follow one another are one step back. */
  onChange: (patch: Partial<RuleStep>, merge?: string) => void;
}
