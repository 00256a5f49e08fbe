import type { Label } from '@/engine/blueprint';
import { get, post } from './client';
import type { StoredRecord } from './records';

/** Orders as their links show them, for the company's own people. */

export interface ParcelEvent {
  at: string;
  text: string;
}

export interface TrackedDelivery {
  id: string;
  title: string;
  parcel: {
    carrier: Label;
    number: string;
    state: string;
    events: ParcelEvent[];
    askedAt: string | null;
    asking: boolean;
  } | null;
  signs: boolean;
  signedBy: string | null;
  signedAt: string | null;
}

export interface TrackedPage {
  title: string;
  stages: { key: string; label: Label; done: boolean; at: string | null }[];
  notices: { level: 'info' | 'warning' | 'error'; text: string }[];
  expected: { date: string | null; reason: string } | null;
  deliveries: TrackedDelivery[];
  moreDeliveries: boolean;
  messages: { at: string; mine: boolean; kind: 'message' | 'urge' | 'reply' | 'signed'; text: string }[];
}

export interface Tracked {
  id: string;
  form: string;
  title: string;
  page: TrackedPage;
  link: {
    path: string;
    createdAt: string;
    expiresAt: string | null;
    revokedAt: string | null;
    uses: number;
    usedAt: string | null;
  } | null;
  mayLink: boolean;
}

export interface TrackedRecord {
  form: string;
  id: string;
  /** The form the scrap was found in. */
  where: string;
  record: StoredRecord;
}

export const loadTracked = (form: string, id: string, signal?: AbortSignal) =>
  get<Tracked>(`/tracking/${form}/${id}`, undefined, signal);

export const findTracked = (text: string, signal?: AbortSignal) =>
  get<{ items: TrackedRecord[] }>('/tracking/search', { text }, signal);

export const actOnTracking = (form: string, id: string, act: 'link' | 'revoke' | 'renew') =>
  post<Tracked>(`/tracking/${form}/${id}/${act}`);

export const replyTo = (form: string, id: string, text: string) =>
  post<Tracked>(`/tracking/${form}/${id}/replies`, { text });
