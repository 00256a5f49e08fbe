import type { Label } from '@/engine/blueprint';
import type { BoardDocument, FilterValue } from '@/engine/report/board';
import type { Result, ResultCell } from '@/engine/report/result';
import type { ReferenceValue } from '@/engine/values';
import { get, post, request } from './client';

/** What was clicked in a widget: the values of its dimensions. */
export interface Selection {
  widget: string;
  at: Record<string, ResultCell>;
}

/** How a dashboard is looked at, beyond which one it is. */
export interface BoardView {
  /** Values of the dashboard's filters; null for none even where there is a default. */
  filters?: Record<string, FilterValue | null>;
  selections?: readonly Selection[];
  /** As of the past. */
  moment?: string;
}

export interface BoardAnswers {
  asOf: string;
  widgets: Record<string, Result>;
  /** The filters that a widget does not follow. */
  unfiltered?: Record<string, string[]>;
}

const at = (key: string) => `/dashboards/${key}`;

export const loadDashboard = (key: string) => get<BoardDocument>(at(key));

export const loadAnswers = (
  key: string,
  view: BoardView,
  widgets: readonly string[] | undefined,
  signal?: AbortSignal,
): Promise<BoardAnswers> => {
  const plain = !view.moment && (view.selections ?? []).length === 0 && Object.keys(view.filters ?? {}).length === 0;
  // Boards that nobody has touched are the same address for everybody, which is what is kept.
  if (plain) return get(`${at(key)}/data`, { widgets: widgets?.join(',') }, signal);
  return request('POST', `${at(key)}/data`, { body: { ...view, widgets }, signal });
};

export interface FilterChoice {
  value: string;
  label: string;
}

export const loadFilterChoices = (key: string, filter: string, search: string, signal?: AbortSignal) =>
  get<{ items: FilterChoice[]; limited: boolean }>(`${at(key)}/filters/${filter}/choices`, { search }, signal);

export const boardPdf = (key: string, view: BoardView, tab: string | undefined) =>
  request<Blob>('POST', `${at(key)}/pdf`, {
    body: { filters: view.filters, moment: view.moment, tab },
    blob: true,
    headers: { Accept: 'application/pdf, application/problem+json' },
  });

// Comments

export interface BoardComment {
  id: string;
  text: string;
  widget: string | null;
  by: ReferenceValue;
  at: string;
  mayDelete: boolean;
}

export const loadBoardComments = (key: string) => get<{ items: BoardComment[] }>(`${at(key)}/comments`);

export const addBoardComment = (key: string, comment: { text: string; widget?: string; mentions?: string[] }) =>
  post<BoardComment>(`${at(key)}/comments`, comment);

export const deleteBoardComment = (key: string, id: string) => request<void>('DELETE', `${at(key)}/comments/${id}`);

// Links for people who do not sign in

export interface BoardLink {
  id: string;
  label: string;
  role: string;
  expiresAt: string | null;
  filters?: Record<string, FilterValue | null>;
  /** Told once, when it is made. */
  path?: string;
}

export const loadBoardLinks = (key: string) => get<{ items: BoardLink[] }>(`${at(key)}/links`);

export const addBoardLink = (key: string, link: Omit<BoardLink, 'id' | 'path'>) =>
  post<BoardLink>(`${at(key)}/links`, link);

export const deleteBoardLink = (key: string, id: string) => request<void>('DELETE', `${at(key)}/links/${id}`);

// By mail

export interface Schedule {
  every: 'day' | 'week' | 'month';
  at: string;
  day?: number;
}

export interface SubscriptionWish {
  schedule: Schedule;
  people: string[];
  emails: string[];
  filters: Record<string, FilterValue | null>;
  pdf: boolean;
  /** Where the product is opened, for the link to the dashboard. */
  site?: string;
}

export interface Subscription extends Pick<SubscriptionWish, 'schedule'>, Partial<Pick<SubscriptionWish, 'emails'>> {
  id: string;
  people: ReferenceValue[];
  /** When it is sent next, and when it was sent last. */
  next: string;
  last: string | null;
}

export const loadSubscriptions = (key: string) => get<{ items: Subscription[] }>(`${at(key)}/subscriptions`);

export const addSubscription = (key: string, wish: SubscriptionWish) =>
  post<Subscription>(`${at(key)}/subscriptions`, wish);

export const deleteSubscription = (key: string, id: string) =>
  request<void>('DELETE', `${at(key)}/subscriptions/${id}`);

export const sendSubscription = (key: string, id: string) => post<void>(`${at(key)}/subscriptions/${id}/send`);

// Alerts

export interface AlertWish {
  widget: string;
  column: string;
  at?: Record<string, ResultCell>;
  op: 'lt' | 'le' | 'gt' | 'ge';
  value: string;
  recover?: string;
  people: string[];
  connection?: string;
  label: Label | string;
}

export interface Alert extends Pick<AlertWish, 'widget' | 'op' | 'value'> {
  id: string;
  state: 'ok' | 'raised';
  since: string | null;
  last: string | null;
  problem: string | null;
}

export const loadAlerts = (key: string) => get<{ items: Alert[] }>(`${at(key)}/alerts`);

export const addAlert = (key: string, wish: AlertWish) => post<Alert>(`${at(key)}/alerts`, wish);

export const deleteAlert = (key: string, id: string) => request<void>('DELETE', `${at(key)}/alerts/${id}`);

// Through a link, without signing in

export const loadPublicDashboard = (token: string) =>
  request<BoardDocument>('GET', `/public/dashboards/${token}`, { anonymous: true });

export const loadPublicAnswers = (token: string, widgets?: readonly string[]) =>
  request<BoardAnswers>(
    'GET',
    `/public/dashboards/${token}/data${widgets ? `?widgets=${widgets.map(encodeURIComponent).join(',')}` : ''}`,
    { anonymous: true },
  );

export const publicFeedOf = (token: string) => `/api/public/dashboards/${token}/feed`;
