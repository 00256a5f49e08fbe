import { CheckCircleOutlined } from '@ant-design/icons';
import { lazy } from 'react';
import type { NodeLook } from './look';

export const END: NodeLook = {
  type: 'end',
  icon: <CheckCircleOutlined aria-hidden />,
  tone: 'end',
  summary: () => '',
  Panel: lazy(async () => ({ default: (await import('../panel/start-panel')).EndPanel })),
};
