import { get, request } from './client';

/** After how many days what lies in the recycle bin is removed for good; null for never. */
export interface Retention {
  days: number | null;
}

export const loadRetention = () => get<Retention>('/bin');

export const changeRetention = (days: number | null) => request<Retention>('PUT', '/bin', { body: { days } });
