import { PlayCircleOutlined } from '@ant-design/icons';
import { StartPanel } from '../panel/start-panel';
import type { NodeLook } from './look';

export const START: NodeLook = {
  type: 'start',
  icon: <PlayCircleOutlined aria-hidden />,
  tone: 'end',
  summary: () => '',
  Panel: StartPanel,
};
