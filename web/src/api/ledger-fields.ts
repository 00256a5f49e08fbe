import { post, request } from './client';

/** What fields of a form show of ledgers while somebody types. */

export interface PromiseLine {
  row: string;
  place: Record<string, string>;
  quantity: string;
  wanted?: string;
}

export type PromiseReason =
  | 'in_stock'
  | 'incoming'
  | 'promised_later'
  | 'safety'
  | 'held'
  | 'lead'
  | 'cutoff'
  | 'calendar'
  | 'transit'
  | 'none';

export interface PromiseOffer {
  row: string;
  free: string;
  held: string;
  ships: string | null;
  arrives: string | null;
  late: boolean;
  parts: { day: string; quantity: string }[];
  missing: string;
  reasons: PromiseReason[];
  elsewhere: { dimension: string; place: string; name: string; free: string; ships: string }[];
  holders: { form: string | null; record: string | null; title: string | null; quantity: string; day: string }[];
  yields: boolean;
}

const at = (form: string, field: string) => `/forms/${form}/ledger-fields/${field}`;

export const loadFigures = (form: string, field: string, places: Record<string, string>[]) =>
  post<{ items: (string | null)[] }>(`${at(form, field)}/figures`, { places });

export const loadOffers = (
  form: string,
  field: string,
  lines: PromiseLine[],
  destination: string | undefined,
  session: string,
) =>
  post<{ items: PromiseOffer[] }>(`${at(form, field)}/promises`, {
    lines,
    session,
    ...(destination === undefined ? {} : { destination }),
  });

/** Gives back what a form held softly; also while the page is being left. */
export const releaseOffers = (form: string, field: string, session: string) =>
  request<void>('DELETE', `${at(form, field)}/promises/${session}`);

export const askToYield = (form: string, field: string, line: PromiseLine, holder: string | null) =>
  post<{ form: string; id: string }>(`${at(form, field)}/yields`, { line, holder });
