import { get, post, request } from './client';

/** What is owed, what came in, and what is told of it. */

export interface Share {
  item: string;
  amount: string;
  difference?: string;
}

export interface Proposal {
  customer: string;
  shares: Share[];
  unapplied: string;
  difference: string;
  tier: string;
  confidence: number;
  reasons: string[];
}

export interface BankLine {
  id: string;
  rev: number;
  number: string;
  at: string;
  amount: string;
  payer: string;
  account: string;
  remark: string;
  sure: boolean;
  proposals: Proposal[];
}

export interface NamedItem {
  id: string;
  title: string;
  open: string | null;
}

export interface Worklist {
  lines: BankLine[];
  more: boolean;
  items: Record<string, NamedItem>;
  customers: Record<string, string>;
}

export interface TakenStatement {
  layout: string;
  imported: number;
  incoming: number;
  known: number;
  leftOut: number;
  refusedRows: number;
  refused: { row: number; why: string }[];
}

export interface Decision {
  rev: number;
  customer: string;
  shares: Share[];
  learn: boolean;
  tier: string;
  confidence: number;
  reason: string;
}

export interface StatementLine {
  key: string;
  day: string;
  kind: 'item' | 'receipt' | 'difference';
  number: string;
  debit: string;
  credit: string;
  balance: string;
}

export interface Statement {
  customer: string;
  name: string;
  from: string;
  to: string;
  opening: string;
  lines: StatementLine[];
  debits: string;
  credits: string;
  closing: string;
}

export interface StatementAnswer {
  state: 'accepted' | 'disputed';
  text: string;
  at: string;
}

export interface StatementView {
  statement: Statement;
  link: {
    path: string;
    revokedAt: string | null;
    uses: number;
    usedAt: string | null;
    answers: Record<string, StatementAnswer>;
    confirmed: boolean;
  } | null;
}

export interface StatementWish {
  customer: string;
  from: string;
  to: string;
}

export interface Ageing {
  asOf: string;
  base: string;
  bounds: number[];
  rows: { customer: string; name: string; buckets: string[]; items: number; unapplied: string; balance: string }[];
  totals: string[];
  unapplied: string;
  balance: string;
  sales: string;
  days: number;
  dso: string | null;
}

export const loadWorklist = (signal?: AbortSignal) => get<Worklist>('/reconcile/lines', undefined, signal);

export function takeStatement(file: File): Promise<TakenStatement> {
  const body = new FormData();
  body.append('file', file);
  return request('POST', '/reconcile/statements', { body });
}

export const acceptLine = (id: string, decision: Decision) =>
  post<{ receipt: string }>(`/reconcile/lines/${id}/accept`, decision);

export const acceptSure = () => post<{ accepted: number }>('/reconcile/accept-sure');

export const actOnLine = (id: string, act: 'undo' | 'ignore' | 'resume') => post<void>(`/reconcile/lines/${id}/${act}`);

export const loadOpenItems = (customer: string, signal?: AbortSignal) =>
  get<{ items: NamedItem[] }>('/reconcile/items', { customer }, signal);

const wished = (wish: StatementWish) => new URLSearchParams({ ...wish }).toString();

export const loadStatement = (wish: StatementWish, signal?: AbortSignal) =>
  get<StatementView>('/reconcile/statement', { ...wish }, signal);

export const actOnStatement = (wish: StatementWish, act: 'link' | 'revoke') =>
  post<StatementView>(`/reconcile/statement/${act}?${wished(wish)}`);

export const statementFile = (wish: StatementWish, ending: 'pdf' | 'xlsx') =>
  `/api/reconcile/statement.${ending}?${wished(wish)}`;

export const loadAgeing = (
  asOf: string | undefined,
  base: string | undefined,
  buckets: string | undefined,
  signal?: AbortSignal,
) => get<Ageing>('/reconcile/ageing', { asOf, base, buckets }, signal);
