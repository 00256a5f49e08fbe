import { lazy } from 'react';
import { lookOfType } from '@/ui/flow/looks';
import type { NodeLook } from './look';

/** A type that has no screen here: named and led on, the rest of it is kept as it is. */
export const OTHER: NodeLook = {
  type: '',
  ...lookOfType(''),
  summary: (node) => node.type,
  Panel: lazy(async () => ({ default: (await import('../panel/other-panel')).OtherPanel })),
};
