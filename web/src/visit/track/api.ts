import type { Label } from '@/engine/blueprint';
import { ask, type Shown } from '../api';

/** One order as its link shows it. */

export interface ParcelEvent {
  at: string;
  text: string;
}

export interface Parcel {
  carrier: Label;
  number: string;
  state: string;
  events: ParcelEvent[];
  askedAt: string | null;
  /** Whether the carrier is asked for the first time just now. */
  asking: boolean;
}

export interface Delivery {
  id: string;
  title: string;
  fields: Shown[];
  parcel: Parcel | null;
  signs: boolean;
  signedBy: string | null;
  signedAt: string | null;
}

export interface Tracked {
  company: string;
  timeZone: string;
  title: string;
  intro: string | null;
  contact: string | null;
  stages: { key: string; label: Label; done: boolean; at: string | null }[];
  notices: { level: 'info' | 'warning' | 'error'; text: string }[];
  expected: { date: string | null; reason: string } | null;
  fields: Shown[];
  deliveries: Delivery[];
  moreDeliveries: boolean;
  documents: { key: string; label: Label; of: string | null }[];
  urgeFrom: string | null;
  mayWrite: boolean;
  messages: { at: string; mine: boolean; kind: 'message' | 'urge' | 'reply' | 'signed'; text: string }[];
}

export const look = () => ask<Tracked>('GET', '');

export const urge = () => ask<Tracked>('POST', '/urge', {});

export const write = (text: string) => ask<Tracked>('POST', '/messages', { text });

export function sign(delivery: string, name: string, picture: Blob): Promise<Tracked> {
  const body = new FormData();
  body.append('file', picture, 'signature.png');
  return ask('POST', `/deliveries/${delivery}/signature?${new URLSearchParams({ name })}`, body);
}
