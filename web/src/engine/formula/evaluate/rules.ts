import { aggregateRules } from './aggregates';
import type { Rule } from './compile';
import { dateRules } from './dateRules';
import { logicRules } from './logic';
import { numberRules } from './numberRules';
import { operatorRules } from './operators';
import { textRules } from './textRules';

/** How each function of the catalogue is worked out here. */
export const rules: Readonly<Record<string, Rule>> = {
  ...operatorRules,
  ...logicRules,
  ...aggregateRules,
  ...numberRules,
  ...textRules,
  ...dateRules,
};
