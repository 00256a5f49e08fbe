import { CheckCircleOutlined } from '@ant-design/icons';
import { EndPanel } from '../panel/start-panel';
import type { NodeLook } from './look';

export const END: NodeLook = {
  type: 'end',
  icon: <CheckCircleOutlined aria-hidden />,
  tone: 'end',
  summary: () => '',
  Panel: EndPanel,
};
