import { lazy } from 'react';
import { lookOfType } from '@/ui/flow/looks';
import type { NodeLook } from './look';

export const SUBFLOW: NodeLook = {
  type: 'subflow',
  ...lookOfType('subflow'),
  summary: (node, { t }) => (node.flow === '' ? t('flows.subflow.none') : String(node.flow ?? '')),
  Panel: lazy(async () => ({ default: (await import('../panel/subflow-panel')).SubflowPanel })),
};
