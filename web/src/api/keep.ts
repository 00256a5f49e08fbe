import { get, request } from './client';

/** How long what only grows is kept. */

export const KEPT = ['rules', 'deliveries', 'hooks', 'hookkeys', 'notices', 'imports', 'exports'] as const;

export type Kept = (typeof KEPT)[number];

export interface KeepTime {
  name: string;
  /** 0 for good. */
  days: number;
  usual: number;
  /** Whether somebody said so on the screen. */
  said: boolean;
}

export const KEEP_KEY = ['keep'] as const;

export const loadKeepTimes = () => get<{ items: KeepTime[] }>('/keep').then(({ items }) => items);

/** Null for what is usual. */
export const setKeepTime = (name: Kept, days: number | null) =>
  request<void>('PUT', `/keep/${name}`, { body: { days } });
