import { get, request } from './client';

/** How somebody wants to be told. */

export const NOTICE_KINDS = ['task', 'rule', 'mention', 'alert'] as const;
export const NOTICE_CHANNELS = ['email', 'wecom_app'] as const;

export type NoticeKind = (typeof NOTICE_KINDS)[number];
export type NoticeChannel = (typeof NOTICE_CHANNELS)[number];
export type NoticeMode = 'now' | 'digest';

export interface NoticePreference {
  ways: Partial<Record<NoticeKind, Partial<Record<NoticeChannel, NoticeMode>>>>;
  quiet: { from: string; until: string; daysOff: boolean } | null;
  /** A time of the day, such as 18:00. */
  digest: string;
  language: 'zh' | 'en';
}

export interface NoticePreferenceView extends NoticePreference {
  channels: Record<NoticeChannel, { there: boolean; address: string | null }>;
}

export const PREFERENCES_KEY = ['notices', 'preferences'] as const;

export const loadPreferences = () => get<NoticePreferenceView>('/notices/preferences');

export const savePreferences = (wish: NoticePreference) => request<void>('PUT', '/notices/preferences', { body: wish });
