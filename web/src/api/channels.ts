import { get, post, request } from './client';
import type { Page } from './records';

/** The ways messages take to the outside, and what became of each message. */

export const CONNECTION_KINDS = [
  'mail',
  'sms',
  'wecom_app',
  'wecom_robot',
  'dingtalk_robot',
  'feishu_robot',
  'webhook',
  'kuaidi100',
  'kdniao',
] as const;

export type ConnectionKind = (typeof CONNECTION_KINDS)[number];

export interface Connection {
  key: string;
  kind: ConnectionKind;
  label: string;
  /** The host, and the end of what follows. */
  address: string;
  hasSecret: boolean;
  settings: Record<string, string>;
  perMinute: number | null;
  updatedAt: string;
}

export interface ConnectionWish {
  kind: ConnectionKind;
  label: string;
  /** Null keeps the one there is. */
  url: string | null;
  /** Null keeps the one there is, empty means none. */
  secret: string | null;
  settings: Record<string, string>;
  perMinute: number | null;
}

export interface Connections {
  items: Connection[];
  /** Which channels the settings of the installation set up. */
  installed: { mail: boolean; sms: boolean };
}

export const loadConnections = () => get<Connections>('/connections');

export const saveConnection = (key: string, wish: ConnectionWish) =>
  request<void>('PUT', `/connections/${key}`, { body: wish });

export const removeConnection = (key: string) => request<void>('DELETE', `/connections/${key}`);

export const testConnection = (key: string, recipient?: string) =>
  post<{ sent: boolean; reason: string | null }>(`/connections/${key}/test`, { recipient: recipient ?? null });

export const DELIVERY_CHANNELS = ['email', 'sms', 'robot', 'wecom_app', 'webhook'] as const;
export const DELIVERY_STATES = ['sent', 'held', 'sending', 'not_sent', 'failed'] as const;
export type DeliveryState = (typeof DELIVERY_STATES)[number];

export interface Delivery {
  id: string;
  at: string;
  channel: (typeof DELIVERY_CHANNELS)[number];
  recipient: string;
  subject: string | null;
  body: string;
  state: DeliveryState;
  reason: { code: string; message: string } | null;
  attempts: number;
  together: boolean;
}

export interface DeliveryQuery {
  channel?: string | undefined;
  state?: string | undefined;
  text?: string | undefined;
}

export const loadDeliveries = (query: DeliveryQuery, after: string | null, signal?: AbortSignal) =>
  get<Page<Delivery>>('/deliveries', { ...query, after }, signal);

export const countDeliveries = () => get<Partial<Record<DeliveryState, number>>>('/deliveries/counts');

export const sendAgain = (id: string) => post<Delivery>(`/deliveries/${id}/send`);
