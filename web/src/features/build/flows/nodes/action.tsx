import { lazy } from 'react';
import { ACTIONS } from '@/engine/rule/document';
import { lookOfType } from '@/ui/flow/looks';
import type { NodeLook } from './look';

export const ACTION: NodeLook = {
  type: 'action',
  ...lookOfType('action'),
  summary: (node, { t }) => {
    const named = (node.do as { action?: string } | undefined)?.action;
    const known = ACTIONS.find((each) => each === named);
    return known ? t(`rules.action.${known}`) : (named ?? '');
  },
  Panel: lazy(async () => ({ default: (await import('../panel/action-panel')).ActionPanel })),
};
