import { PlayCircleOutlined } from '@ant-design/icons';
import { lazy } from 'react';
import type { NodeLook } from './look';

export const START: NodeLook = {
  type: 'start',
  icon: <PlayCircleOutlined aria-hidden />,
  tone: 'end',
  summary: () => '',
  Panel: lazy(async () => ({ default: (await import('../panel/start-panel')).StartPanel })),
};
