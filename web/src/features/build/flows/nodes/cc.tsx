import { lazy } from 'react';
import type { Who } from '@/engine/flow/document';
import { lookOfType } from '@/ui/flow/looks';
import type { NodeLook } from './look';

export const CC: NodeLook = {
  type: 'cc',
  ...lookOfType('cc'),
  summary: (node, words) => words.who(node.who as Who | undefined) || words.t('flows.nobody'),
  Panel: lazy(async () => ({ default: (await import('../panel/cc-panel')).CcPanel })),
};
