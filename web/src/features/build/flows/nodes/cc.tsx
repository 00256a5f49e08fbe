import { SendOutlined } from '@ant-design/icons';
import { lazy } from 'react';
import type { Who } from '@/engine/flow/document';
import type { NodeLook } from './look';

export const CC: NodeLook = {
  type: 'cc',
  icon: <SendOutlined aria-hidden />,
  tone: 'people',
  summary: (node, words) => words.who(node.who as Who | undefined) || words.t('flows.nobody'),
  Panel: lazy(async () => ({ default: (await import('../panel/cc-panel')).CcPanel })),
};
