import { AuditOutlined } from '@ant-design/icons';
import { lazy } from 'react';
import type { Who } from '@/engine/flow/document';
import type { NodeLook } from './look';

export const APPROVE: NodeLook = {
  type: 'approve',
  icon: <AuditOutlined aria-hidden />,
  tone: 'people',
  summary: (node, words) => words.who(node.who as Who | undefined) || words.t('flows.nobody'),
  Panel: lazy(async () => ({ default: (await import('../panel/people-panel')).PeoplePanel })),
};
