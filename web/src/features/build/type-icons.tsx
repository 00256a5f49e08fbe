import {
  AlignLeftOutlined,
  AppstoreAddOutlined,
  BarsOutlined,
  CalendarOutlined,
  CheckSquareOutlined,
  ClockCircleOutlined,
  DownSquareOutlined,
  FieldBinaryOutlined,
  FontSizeOutlined,
  LinkOutlined,
  MailOutlined,
  NumberOutlined,
  PaperClipOutlined,
  PayCircleOutlined,
  PercentageOutlined,
  PhoneOutlined,
  SwapOutlined,
  TableOutlined,
  UserOutlined,
} from '@ant-design/icons';
import type { ReactNode } from 'react';
import type { FieldType } from '@/engine/blueprint';

const ICONS: Partial<Record<FieldType, ReactNode>> = {
  text: <FontSizeOutlined />,
  long_text: <AlignLeftOutlined />,
  number: <NumberOutlined />,
  money: <PayCircleOutlined />,
  percent: <PercentageOutlined />,
  date: <CalendarOutlined />,
  datetime: <ClockCircleOutlined />,
  switch: <SwapOutlined />,
  select: <DownSquareOutlined />,
  multi_select: <CheckSquareOutlined />,
  reference: <BarsOutlined />,
  person: <UserOutlined />,
  lines: <TableOutlined />,
  phone: <PhoneOutlined />,
  email: <MailOutlined />,
  url: <LinkOutlined />,
  auto_number: <FieldBinaryOutlined />,
  attachment: <PaperClipOutlined />,
};

/** A picture of a type of field. */
export function typeIcon(type: FieldType): ReactNode {
  return ICONS[type] ?? <AppstoreAddOutlined />;
}
