import { lazy } from 'react';
import type { Who } from '@/engine/flow/document';
import { lookOfType } from '@/ui/flow/looks';
import type { NodeLook } from './look';

export const APPROVE: NodeLook = {
  type: 'approve',
  ...lookOfType('approve'),
  summary: (node, words) => words.who(node.who as Who | undefined) || words.t('flows.nobody'),
  Panel: lazy(async () => ({ default: (await import('../panel/people-panel')).PeoplePanel })),
};
