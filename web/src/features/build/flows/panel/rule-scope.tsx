import '@/i18n/rules';
import { type ReactNode, useMemo } from 'react';
import { firstStep } from '@/engine/designer/steps';
import type { RuleDocument, RuleStep } from '@/engine/rule/document';
import { RuleViewContext, WHOLE_RULE } from '@/features/build/rules/rule-context';
import { useFlow } from '../flow-context';

const NOTHING: RuleStep[] = [];

/** Lets parts of the rule designer be used for the records of this flow. */
export function RuleScope({ steps = NOTHING, children }: { steps?: RuleStep[]; children: ReactNode }) {
  const { form, forms } = useFlow();
  const view = useMemo(() => {
    const document: RuleDocument = {
      kind: 'rule',
      key: 'flow',
      label: '',
      form: form?.key ?? '',
      trigger: { on: ['create'] },
      steps,
    };
    return { designer: firstStep(document, WHOLE_RULE), document, form, forms, names: [], findings: [] };
  }, [form, forms, steps]);
  return <RuleViewContext value={view}>{children}</RuleViewContext>;
}
