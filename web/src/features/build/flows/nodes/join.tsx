import { ApartmentOutlined } from '@ant-design/icons';
import { lazy } from 'react';
import type { NodeLook } from './look';

export const JOIN: NodeLook = {
  type: 'join',
  icon: <ApartmentOutlined aria-hidden />,
  tone: 'end',
  summary: () => '',
  Panel: lazy(async () => ({ default: (await import('../panel/start-panel')).JoinPanel })),
};
