import { lazy } from 'react';
import { branchesOf } from '@/engine/flow/document';
import { lookOfType } from '@/ui/flow/looks';
import type { NodeLook } from './look';

export const CONDITION: NodeLook = {
  type: 'condition',
  ...lookOfType('condition'),
  summary: (node, { t }) => t('flows.branches', { count: branchesOf(node).length + (node.else === undefined ? 0 : 1) }),
  Panel: lazy(async () => ({ default: (await import('../panel/condition-panel')).ConditionPanel })),
};
