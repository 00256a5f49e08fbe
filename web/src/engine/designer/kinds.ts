import type { Field, FieldType } from '../blueprint';

/** The groups of the palette, in their order. */
export const GROUPS = ['common', 'choice', 'relation', 'china', 'advanced'] as const;

export type KindGroup = (typeof GROUPS)[number];

/** What can be said about a field, besides its names and who may fill it. */
export type FieldSetting =
  | 'default'
  | 'formula'
  | 'copy'
  | 'unique'
  | 'length'
  | 'number_limits'
  | 'scale'
  | 'unit'
  | 'options'
  | 'target'
  | 'pattern'
  | 'files'
  | 'row_limits'
  | 'lookup'
  | 'rollup'
  | 'ledger'
  | 'tree'
  | 'level'
  | 'format'
  | 'old'
  | 'show'
  | 'stars';

export interface FieldKind {
  group: KindGroup;
  /** What the new field has besides key, type and label. */
  makes?: Record<string, unknown>;
  /** Beginning of the key of a new field. */
  key: string;
  settings: readonly FieldSetting[];
  /** Whether line items may have it. */
  inLines: boolean;
  /** Whether people fill it in: then it may be required, read-only and so on. */
  filled: boolean;
}

const TEXT: readonly FieldSetting[] = ['default', 'formula', 'copy', 'unique'];
const NUMBER: readonly FieldSetting[] = ['scale', 'unit', 'number_limits', ...TEXT];

/**
 * Every type a field can have, as the designer offers it. The compiler asks for an entry when a type is added; the
 * palette and the panel take everything else from here.
 */
export const KINDS: Record<FieldType, FieldKind> = {
  text: { group: 'common', key: 'text', settings: ['length', ...TEXT], inLines: true, filled: true },
  long_text: {
    group: 'common',
    key: 'remark',
    settings: ['length', 'default', 'formula', 'copy'],
    inLines: true,
    filled: true,
  },
  number: { group: 'common', key: 'number', makes: { scale: 2 }, settings: NUMBER, inLines: true, filled: true },
  money: {
    group: 'common',
    key: 'amount',
    makes: { scale: 2 },
    settings: ['show', ...NUMBER],
    inLines: true,
    filled: true,
  },
  percent: { group: 'common', key: 'percent', makes: { scale: 2 }, settings: NUMBER, inLines: true, filled: true },
  date: { group: 'common', key: 'date', settings: TEXT, inLines: true, filled: true },
  datetime: { group: 'common', key: 'time', settings: TEXT, inLines: true, filled: true },
  switch: { group: 'choice', key: 'switch', settings: ['default', 'formula', 'copy'], inLines: true, filled: true },
  select: {
    group: 'choice',
    key: 'choice',
    settings: ['options', 'default', 'formula', 'copy'],
    inLines: true,
    filled: true,
  },
  multi_select: { group: 'choice', key: 'choices', settings: ['options', 'copy'], inLines: true, filled: true },
  reference: {
    group: 'relation',
    key: 'reference',
    settings: ['target', 'copy', 'unique'],
    inLines: true,
    filled: true,
  },
  person: { group: 'relation', key: 'person', settings: ['default', 'copy'], inLines: true, filled: true },
  lines: { group: 'relation', key: 'lines', settings: ['row_limits'], inLines: false, filled: false },
  phone: { group: 'common', key: 'phone', settings: TEXT, inLines: true, filled: true },
  email: { group: 'common', key: 'email', settings: TEXT, inLines: true, filled: true },
  url: { group: 'common', key: 'url', settings: TEXT, inLines: true, filled: true },
  auto_number: {
    group: 'advanced',
    key: 'number',
    makes: { pattern: 'NO{yyyyMMdd}-{0000}' },
    settings: ['pattern'],
    inLines: false,
    filled: false,
  },
  time: { group: 'common', key: 'time_of_day', settings: TEXT, inLines: true, filled: true },
  rich_text: { group: 'advanced', key: 'content', settings: ['length'], inLines: false, filled: true },
  rating: { group: 'choice', key: 'rating', settings: ['stars', 'default'], inLines: true, filled: true },
  cascader: { group: 'choice', key: 'category', settings: ['tree', 'copy'], inLines: true, filled: true },
  department: { group: 'relation', key: 'department', settings: ['copy'], inLines: true, filled: true },
  lookup: { group: 'relation', key: 'lookup', settings: ['lookup'], inLines: true, filled: false },
  rollup: {
    group: 'relation',
    key: 'total',
    makes: { aggregate: 'count' },
    settings: ['rollup'],
    inLines: false,
    filled: false,
  },
  balance: {
    group: 'relation',
    key: 'balance',
    makes: { at: {} },
    settings: ['ledger', 'scale'],
    inLines: true,
    filled: false,
  },
  promise: { group: 'relation', key: 'promise', makes: { at: {} }, settings: ['ledger'], inLines: true, filled: false },
  id_number: { group: 'china', key: 'id_number', settings: ['copy', 'unique'], inLines: true, filled: true },
  credit_code: { group: 'china', key: 'credit_code', settings: ['old', 'copy', 'unique'], inLines: true, filled: true },
  bank_card: { group: 'china', key: 'bank_card', settings: ['copy', 'unique'], inLines: true, filled: true },
  region: {
    group: 'china',
    key: 'region',
    makes: { level: 'county' },
    settings: ['level', 'copy'],
    inLines: true,
    filled: true,
  },
  address: { group: 'china', key: 'address', settings: ['copy'], inLines: false, filled: true },
  location: { group: 'china', key: 'location', settings: ['copy'], inLines: false, filled: true },
  barcode: {
    group: 'advanced',
    key: 'barcode',
    makes: { format: 'qr' },
    settings: ['format', ...TEXT],
    inLines: true,
    filled: true,
  },
  image: { group: 'advanced', key: 'images', settings: ['files'], inLines: true, filled: true },
  signature: { group: 'advanced', key: 'signature', settings: [], inLines: false, filled: true },
  attachment: { group: 'advanced', key: 'files', settings: ['files'], inLines: true, filled: true },
};

export function kindsOf(group: KindGroup): FieldType[] {
  return (Object.keys(KINDS) as FieldType[]).filter((type) => KINDS[type].group === group);
}

/** The settings of a field; none for a type this version does not know. */
export function kindOf(field: Pick<Field, 'type'>): FieldKind {
  return KINDS[field.type] ?? { group: 'advanced', key: 'field', settings: [], inLines: true, filled: true };
}
