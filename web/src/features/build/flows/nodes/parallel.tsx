import { ForkOutlined } from '@ant-design/icons';
import { lazy } from 'react';
import { branchesOf } from '@/engine/flow/document';
import type { NodeLook } from './look';

export const PARALLEL: NodeLook = {
  type: 'parallel',
  icon: <ForkOutlined aria-hidden />,
  tone: 'choice',
  summary: (node, { t }) => t('flows.parallel_branches', { count: branchesOf(node).length }),
  Panel: lazy(async () => ({ default: (await import('../panel/condition-panel')).ConditionPanel })),
};
