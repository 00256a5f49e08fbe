import { lazy } from 'react';
import { lookOfType } from '@/ui/flow/looks';
import type { NodeLook } from './look';

export const JOIN: NodeLook = {
  type: 'join',
  ...lookOfType('join'),
  summary: () => '',
  Panel: lazy(async () => ({ default: (await import('../panel/start-panel')).JoinPanel })),
};
