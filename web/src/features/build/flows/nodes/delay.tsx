import { lazy } from 'react';
import { lookOfType } from '@/ui/flow/looks';
import { durationWords } from './duration';
import type { NodeLook } from './look';

export const DELAY: NodeLook = {
  type: 'delay',
  ...lookOfType('delay'),
  summary: (node, { t }) =>
    typeof node.until === 'string'
      ? t('flows.delay.until_formula')
      : durationWords(t, Number(node.after ?? 0), node.time === 'working'),
  Panel: lazy(async () => ({ default: (await import('../panel/delay-panel')).DelayPanel })),
};
