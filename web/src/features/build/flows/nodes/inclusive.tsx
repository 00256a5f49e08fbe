import { lazy } from 'react';
import { branchesOf } from '@/engine/flow/document';
import { lookOfType } from '@/ui/flow/looks';
import type { NodeLook } from './look';

export const INCLUSIVE: NodeLook = {
  type: 'inclusive',
  ...lookOfType('inclusive'),
  summary: (node, { t }) => t('flows.inclusive_branches', { count: branchesOf(node).length }),
  Panel: lazy(async () => ({ default: (await import('../panel/condition-panel')).ConditionPanel })),
};
