import {
  ApartmentOutlined,
  AppstoreOutlined,
  AuditOutlined,
  BranchesOutlined,
  CheckCircleOutlined,
  ClockCircleOutlined,
  EditOutlined,
  ForkOutlined,
  NodeExpandOutlined,
  PlayCircleOutlined,
  SendOutlined,
  ShareAltOutlined,
  TableOutlined,
  ThunderboltOutlined,
} from '@ant-design/icons';
import type { ReactNode } from 'react';

export type Tone = 'people' | 'choice' | 'system' | 'end';

interface Look {
  icon: ReactNode;
  tone: Tone;
}

const LOOKS: Record<string, Look> = {
  start: { icon: <PlayCircleOutlined aria-hidden />, tone: 'end' },
  end: { icon: <CheckCircleOutlined aria-hidden />, tone: 'end' },
  approve: { icon: <AuditOutlined aria-hidden />, tone: 'people' },
  handle: { icon: <EditOutlined aria-hidden />, tone: 'people' },
  cc: { icon: <SendOutlined aria-hidden />, tone: 'people' },
  condition: { icon: <BranchesOutlined aria-hidden />, tone: 'choice' },
  decision_table: { icon: <TableOutlined aria-hidden />, tone: 'choice' },
  parallel: { icon: <ForkOutlined aria-hidden />, tone: 'choice' },
  inclusive: { icon: <ShareAltOutlined aria-hidden />, tone: 'choice' },
  join: { icon: <ApartmentOutlined aria-hidden />, tone: 'end' },
  delay: { icon: <ClockCircleOutlined aria-hidden />, tone: 'system' },
  action: { icon: <ThunderboltOutlined aria-hidden />, tone: 'system' },
  subflow: { icon: <NodeExpandOutlined aria-hidden />, tone: 'system' },
};

const OTHER: Look = { icon: <AppstoreOutlined aria-hidden />, tone: 'system' };

/** How a type of node looks wherever a flow is drawn. */
export function lookOfType(type: string): Look {
  return LOOKS[type] ?? OTHER;
}
