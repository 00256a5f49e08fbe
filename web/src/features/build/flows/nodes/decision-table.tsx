import { lazy } from 'react';
import type { TableNode } from '@/engine/flow/document';
import { lookOfType } from '@/ui/flow/looks';
import type { NodeLook } from './look';

export const DECISION_TABLE: NodeLook = {
  type: 'decision_table',
  ...lookOfType('decision_table'),
  summary: (node, { t }) => t('flows.table.rows', { count: (node as TableNode).rows?.length ?? 0 }),
  Panel: lazy(async () => ({ default: (await import('../panel/table-panel')).TablePanel })),
};
