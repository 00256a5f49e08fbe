import { get, request } from './client';

/** The days that differ from Monday to Friday. */

export type DayKind = 'off' | 'work';

export interface CalendarDay {
  /** Such as 2026-02-16. */
  date: string;
  kind: DayKind;
  name: string;
}

export interface CalendarRow {
  line: number;
  date: string;
  kind: string;
  name: string;
  becomes: 'new' | 'changed' | 'same' | 'refused';
  problems: { column: string; message: string }[];
}

export interface CalendarReview {
  rows: CalendarRow[];
  /** Days of the same years that are not in the file. */
  leaving: CalendarDay[];
}

export const CALENDAR_KEY = ['calendar'] as const;

export const loadCalendar = () => get<{ items: CalendarDay[] }>('/calendar').then(({ items }) => items);

function form(file: File): FormData {
  const body = new FormData();
  body.append('file', file);
  return body;
}

export const reviewCalendar = (file: File) =>
  request<CalendarReview>('POST', '/calendar/preview', { body: form(file) });

export const takeCalendar = (file: File, replaces: boolean) =>
  request<CalendarReview>('POST', '/calendar', { body: form(file), query: { replaces } });

export const putDay = (date: string, kind: DayKind, name: string) =>
  request<void>('PUT', `/calendar/${date}`, { body: { kind, name } });

export const removeDay = (date: string) => request<void>('DELETE', `/calendar/${date}`);
