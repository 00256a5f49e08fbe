import {
  AppstoreOutlined,
  BankOutlined,
  CarOutlined,
  ContactsOutlined,
  DollarOutlined,
  FileTextOutlined,
  InboxOutlined,
  ShopOutlined,
  ShoppingCartOutlined,
  SwapOutlined,
  TagOutlined,
  TeamOutlined,
  ToolOutlined,
  WalletOutlined,
} from '@ant-design/icons';
import type { ReactNode } from 'react';

const ICONS: Record<string, ReactNode> = {
  appstore: <AppstoreOutlined />,
  bank: <BankOutlined />,
  car: <CarOutlined />,
  truck: <CarOutlined />,
  contacts: <ContactsOutlined />,
  dollar: <DollarOutlined />,
  'file-text': <FileTextOutlined />,
  inbox: <InboxOutlined />,
  shop: <ShopOutlined />,
  shopping: <ShoppingCartOutlined />,
  'shopping-cart': <ShoppingCartOutlined />,
  swap: <SwapOutlined />,
  tag: <TagOutlined />,
  team: <TeamOutlined />,
  tool: <ToolOutlined />,
  wallet: <WalletOutlined />,
  'pay-circle': <WalletOutlined />,
  'account-book': <WalletOutlined />,
};

/** The icon an artifact names; a sheet of paper where it names none we have. */
export function iconOf(name: string | undefined): ReactNode {
  return ICONS[name ?? ''] ?? <FileTextOutlined />;
}

/** The names to choose from: one for each picture. */
export const ICON_NAMES: readonly string[] = [
  ...['file-text', 'shopping-cart', 'shop', 'inbox', 'truck', 'wallet', 'dollar', 'bank'],
  ...['contacts', 'team', 'tag', 'appstore', 'swap', 'tool'],
];
