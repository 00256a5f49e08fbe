import type { Label } from '@/engine/blueprint';
import { get, post } from './client';

/** Balances over HTTP. */

export interface Dimension {
  key: string;
  label?: Label;
  type: 'reference' | 'person' | 'text' | 'date';
  form?: string;
}

export interface Figure {
  key: string;
  label?: Label;
  scale?: number;
}

export interface Posting {
  key: string;
  label?: Label;
  form?: string;
  ledger?: string;
  account: string;
}

export interface Limit {
  key: string;
  label?: Label;
  value: string;
  mode?: 'block' | 'warn';
  everyDay?: boolean;
}

export interface Ledger {
  key: string;
  label: Label;
  dimensions: Dimension[];
  accounts: Figure[];
  values?: Figure[];
  postings: Posting[];
  limits?: Limit[];
}

export interface LedgerView {
  document: Ledger;
  progress: { state: 'building' | 'ready'; done: number; total: number };
}

export interface BalanceRow {
  /** The value of each dimension; null where it is empty. */
  key: Record<string, string | null>;
  names: Record<string, string>;
  /** Every account and value, in plain digits. */
  figures: Record<string, string>;
  /** Keys of limits that do not hold. */
  broken: string[];
}

export interface BalancePage {
  rows: BalanceRow[];
  total: number;
}

export interface EntryRow {
  form: string | null;
  record: string | null;
  title: string | null;
  rule: string;
  account: string;
  day: string;
  quantity: string;
}

export interface Check {
  /** Key of a ledger, `form/orders` for a form, or the name of another part. */
  ledger: string;
  invariant: 'records' | 'sums' | 'days' | 'derived' | 'feeds' | 'limits' | 'computed' | 'validations' | 'tasks';
  checkedAt: string;
  millis: number;
  compared: number;
  offenders: number;
  examples: string[];
}

export const PAGE = 100;

/** A fixed combination of dimensions as parameters. */
export function atOf(key: Record<string, string | null>): Record<string, string> {
  return Object.fromEntries(Object.entries(key).map(([name, value]) => [`at.${name}`, value ?? '']));
}

/** Parameters that the client leaves out when they are empty still have to be sent: an empty dimension is a value. */
function query(key: Record<string, string | null>): string {
  return new URLSearchParams(atOf(key)).toString();
}

export const loadLedger = (key: string) => get<LedgerView>(`/ledgers/${key}`);

export const loadBalances = (
  key: string,
  asked: { asOf: string | null; sort: string | null; offset: number; at?: Record<string, string> },
  signal?: AbortSignal,
) => {
  const { at = {}, ...rest } = asked;
  const places = Object.fromEntries(Object.entries(at).map(([name, value]) => [`at.${name}`, value]));
  return get<BalancePage>(`/ledgers/${key}/balances`, { ...places, ...rest, limit: PAGE }, signal);
};

export const loadEntries = (key: string, at: Record<string, string | null>, offset: number) =>
  get<{ rows: EntryRow[]; total: number }>(`/ledgers/${key}/entries?${query(at)}&offset=${offset}&limit=${PAGE}`);

export const loadForesight = (key: string, figure: string, at: Record<string, string | null>) =>
  get<{ items: { day: string; amount: string }[] }>(`/ledgers/${key}/foresight?${query(at)}&figure=${figure}`);

export interface PromiseAnswer {
  /** How much can be promised for today, in plain digits. */
  today: string;
  /** The first day for all of it; null when none is known. */
  earliest: string | null;
  parts: { day: string; quantity: string }[];
  missing: string;
}

export const loadPromise = (key: string, at: Record<string, string | null>, quantity: string) =>
  get<PromiseAnswer>(`/ledgers/${key}/promise?${query(at)}&quantity=${quantity}`);

export interface Checks {
  items: Check[];
  progress: { state: 'waiting' | 'running' | 'done'; done: number; total: number };
}

export const loadChecks = () => get<Checks>('/checks');

/** Asks for a comparison, which is carried out in the background. */
export const runChecks = () => post<Checks>('/checks', {});

export interface Speed {
  work: 'database' | 'write' | 'list' | 'balances' | 'promise';
  subject: string;
  rounds: number;
  /** Microseconds. */
  median: number;
  worst: number;
}

export const runSpeed = () => post<{ items: Speed[] }>('/checks/speed', {});
