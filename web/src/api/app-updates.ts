import type { Label } from '@/engine/blueprint';
import { get, post } from './client';

/** What a newer version of the product brings for an artifact that it packages. */
export interface AppUpdate {
  kind: string;
  key: string;
  label: Label;
  /** Not here yet; as it came; or changed by the company. */
  state: 'new' | 'untouched' | 'changed';
  /** Somebody is working on it. */
  drafted: boolean;
  packaged: unknown;
  /** As it came when it was taken. */
  taken: unknown;
  /** As it is published; null where it is not. */
  present: unknown;
}

const chosen = (updates: readonly AppUpdate[]) => ({ items: updates.map(({ kind, key }) => ({ kind, key })) });

export const loadAppUpdates = () => get<{ items: AppUpdate[] }>('/app-updates');

/** All of them together or none. */
export const takeAppUpdates = (updates: readonly AppUpdate[]) =>
  post<{ blueprint: number }>('/app-updates/take', chosen(updates));

export const keepOwn = (updates: readonly AppUpdate[]) => post<void>('/app-updates/keep', chosen(updates));
