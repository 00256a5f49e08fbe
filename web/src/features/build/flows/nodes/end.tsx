import { lazy } from 'react';
import { lookOfType } from '@/ui/flow/looks';
import type { NodeLook } from './look';

export const END: NodeLook = {
  type: 'end',
  ...lookOfType('end'),
  summary: () => '',
  Panel: lazy(async () => ({ default: (await import('../panel/start-panel')).EndPanel })),
};
