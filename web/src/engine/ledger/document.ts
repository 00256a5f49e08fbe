import type { Field, Form, Label, LinesField } from '../blueprint';
import { freeKey } from '../layout';

/** A ledger as it is built: the artifact's document. */
export interface LedgerDocument {
  kind: 'ledger';
  key: string;
  label: Label | string;
  position?: number;
  dimensions: LedgerDimension[];
  accounts: LedgerAccount[];
  values?: LedgerNumber[];
  postings: LedgerPosting[];
  limits?: LedgerLimit[];
}

export interface LedgerDimension {
  key: string;
  label?: Label | string;
  type: 'reference' | 'person' | 'text' | 'date';
  form?: string;
  optional?: boolean;
}

export interface LedgerAccount {
  key: string;
  label?: Label | string;
  scale?: number;
  expected?: boolean;
}

/** A number made of accounts. */
export interface LedgerNumber {
  key: string;
  label?: Label | string;
  formula: string;
  scale?: number;
}

/** From records of a form, or from the balances of another ledger: exactly one of the two. */
export interface LedgerPosting {
  key: string;
  label?: Label | string;
  form?: string;
  lines?: string;
  ledger?: string;
  account: string;
  when?: string;
  quantity: string;
  date?: string;
  dimensions: Record<string, string>;
}

export interface LedgerLimit {
  key: string;
  label?: Label | string;
  value: string;
  mode?: 'block' | 'warn';
  everyDay?: boolean;
}

/** The lists a ledger is made of, in reading order. */
export const LEDGER_LISTS = ['dimensions', 'accounts', 'values', 'postings', 'limits'] as const;

export type LedgerList = (typeof LEDGER_LISTS)[number];

export type LedgerPart = LedgerDimension | LedgerAccount | LedgerNumber | LedgerPosting | LedgerLimit;

export function toLedger(json: unknown): LedgerDocument {
  const read = json as LedgerDocument;
  return {
    ...read,
    dimensions: read.dimensions ?? [],
    accounts: read.accounts ?? [],
    postings: read.postings ?? [],
  };
}

const KEYS: Record<LedgerList, string> = {
  dimensions: 'dimension',
  accounts: 'account',
  values: 'number',
  postings: 'posting',
  limits: 'limit',
};

/** Dimensions, accounts and numbers are columns beside one another: their keys differ. */
function taken(document: LedgerDocument, list: LedgerList): Set<string> {
  const lists = list === 'postings' || list === 'limits' ? [list] : (['dimensions', 'accounts', 'values'] as const);
  return new Set(lists.flatMap((each) => (document[each] ?? []).map(({ key }) => key)));
}

/** What a new part begins with. */
function fresh(document: LedgerDocument, list: LedgerList, key: string): LedgerPart {
  const account = document.accounts[0]?.key ?? '';
  switch (list) {
    case 'dimensions':
      return { key, label: {}, type: 'reference', form: '' };
    case 'accounts':
      return { key, label: {}, scale: 3 };
    case 'values':
      return { key, label: {}, formula: account, scale: 3 };
    case 'postings':
      return { key, label: {}, form: '', account, quantity: '', dimensions: {} };
    case 'limits':
      return { key, label: {}, value: account, mode: 'block' };
  }
}

/** A new part of a list, with the name of its place. */
export function addPart(document: LedgerDocument, list: LedgerList): { document: LedgerDocument; place: string } {
  const key = freeKey(KEYS[list], taken(document, list));
  const part = fresh(document, list, key);
  return {
    document: { ...document, [list]: [...(document[list] ?? []), part] },
    place: `${list}.${key}`,
  };
}

export function partAt(document: LedgerDocument, place: string): LedgerPart | undefined {
  const [list = '', key = ''] = place.split('.');
  const found = LEDGER_LISTS.find((each) => each === list);
  return found && (document[found] as LedgerPart[] | undefined)?.find((each) => each.key === key);
}

/** The object without what is undefined in it. */
function compact<T extends object>(object: T): T {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)) as T;
}

export function patchPart<T extends LedgerPart>(
  document: LedgerDocument,
  place: string,
  patch: { [K in keyof T]?: T[K] | undefined },
): LedgerDocument {
  const [list = '', key = ''] = place.split('.');
  const parts = (document[list as LedgerList] ?? []) as LedgerPart[];
  return { ...document, [list]: parts.map((each) => (each.key === key ? compact({ ...each, ...patch }) : each)) };
}

export function removePart(document: LedgerDocument, place: string): LedgerDocument {
  const [list = '', key = ''] = place.split('.');
  const parts = ((document[list as LedgerList] ?? []) as LedgerPart[]).filter((each) => each.key !== key);
  const next = { ...document, [list]: parts };
  if (parts.length === 0 && (list === 'values' || list === 'limits')) delete next[list];
  return next;
}

/** The accounts of a ledger as a form, so that formulas over them are written as all others are. */
export function accountsAsForm(document: Pick<LedgerDocument, 'key' | 'label' | 'accounts'>): Form {
  const fields = document.accounts.map(
    (account): Field => ({
      key: account.key,
      label: typeof account.label === 'string' ? { zh: account.label } : (account.label ?? {}),
      type: 'number',
      scale: account.scale ?? 3,
    }),
  );
  return asForm(document.key, fields);
}

/** The rows of line items as a form whose head is a reference, so that conditions over them can be clicked together. */
export function linesAsForm(form: Form, lines: LinesField, parent: Label): Form {
  return {
    ...asForm(form.key, [...lines.fields, { key: 'parent', type: 'reference', form: form.key, label: parent }]),
    label: lines.label,
  };
}

function asForm(key: string, fields: Field[]): Form {
  const no = { view: true, create: false, edit: false, delete: false, import: false, export: false };
  return { key, label: {}, fields, may: no };
}
