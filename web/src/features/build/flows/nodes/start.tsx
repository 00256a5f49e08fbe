import { lazy } from 'react';
import { lookOfType } from '@/ui/flow/looks';
import type { NodeLook } from './look';

export const START: NodeLook = {
  type: 'start',
  ...lookOfType('start'),
  summary: () => '',
  Panel: lazy(async () => ({ default: (await import('../panel/start-panel')).StartPanel })),
};
