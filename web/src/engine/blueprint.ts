/**
 * The artifacts a person works with, as the blueprint call delivers them. Everything the pages show comes from here;
 * nothing in the front end knows what an order is.
 */

import type { LayoutPart } from './layout';

export type Language = 'zh' | 'en';

export type Label = Partial<Record<Language, string>>;

/** Yes, no, or a formula that decides. */
export type Condition = boolean | string;

export type Access = 'read' | 'edit';

export interface SelectOption {
  key: string;
  label: Label;
  color?: string;
  /** Whether it may be chosen, as a formula says; always without one. */
  when?: string;
}

export interface Validation {
  key: string;
  formula: string;
  fields?: string[];
  message: Label;
}

interface FieldCommon {
  key: string;
  label: Label;
  help?: Label;
  required?: Condition;
  visible?: Condition;
  readOnly?: Condition;
  unique?: boolean;
  default?: string;
  formula?: string;
  copy?: string;
  /** Proposes the value from the best record of another form. */
  match?: {
    form: string;
    value: string;
    source?: string;
    by: { field: string; is?: string; upTo?: string; since?: string; until?: string; optional?: boolean }[];
  };
  width?: number | string;
  section?: Label | string;
  access?: Access;
}

export interface TextField extends FieldCommon {
  type: 'text' | 'long_text' | 'phone' | 'email' | 'url' | 'auto_number';
  maximum?: number;
}

/** A value of a record that is referred to, as it is at this moment. */
export interface LookupField extends FieldCommon {
  type: 'lookup';
  /** Whether lists may be filtered and sorted by it. */
  askable?: boolean;
  path: string;
  /** The field the value is of; absent while the lookup leads nowhere. */
  target?: Field;
}

/** A number made of the records of another form that refer to this one. */
export interface RollUpField extends FieldCommon {
  type: 'rollup';
  /** Whether lists may be filtered and sorted by it. */
  askable?: boolean;
  form: string;
  by: string;
  aggregate: 'count' | 'sum' | 'average' | 'minimum' | 'maximum' | 'position' | 'interval';
  of?: string;
  where?: string;
  target?: Field;
}

/** A number of a ledger, as it is at this moment. */
export interface BalanceField extends FieldCommon {
  type: 'balance';
  /** Whether lists may be filtered and sorted by it. */
  askable?: boolean;
  ledger: string;
  figure: string;
  /** The dimensions of the ledger: each a field beside it, or `parent.` and one of the head. */
  at: Record<string, string>;
  scale?: number;
}

/** The earliest day a ledger can promise a quantity for; known while somebody types. */
export interface PromiseField extends FieldCommon {
  type: 'promise';
  /** Whether lists may be filtered and sorted by it. */
  askable?: boolean;
  ledger: string;
  at: Record<string, string>;
  /** The field that says how much. */
  quantity: string;
  /** The date it is wanted for, the one that takes what was promised, and what decides about the way. */
  wanted?: string;
  confirmed?: string;
  destination?: string;
}

/** HTML of a few harmless marks; the server takes out everything else. */
export interface RichTextField extends FieldCommon {
  type: 'rich_text';
  maximum?: number;
}

/** Text with a check digit. */
export interface CheckedField extends FieldCommon {
  type: 'id_number' | 'credit_code' | 'bank_card';
  /** Whether tax numbers of fifteen digits are taken too. */
  old?: boolean;
}

export interface BarcodeField extends FieldCommon {
  type: 'barcode';
  format?: 'qr' | 'code128' | 'ean13';
}

export interface TimeField extends FieldCommon {
  type: 'time';
}

export interface RegionField extends FieldCommon {
  type: 'region';
  level?: 'province' | 'city' | 'county';
}

export interface AddressField extends FieldCommon {
  type: 'address';
}

export interface LocationField extends FieldCommon {
  type: 'location';
}

export interface DepartmentField extends FieldCommon {
  type: 'department';
}

/** An option that may have further ones below it. */
export interface TreeOption {
  key: string;
  label: Label;
  /** Whether it, and what is below it, may be chosen; a formula. */
  when?: string;
  children?: TreeOption[];
}

export interface CascaderField extends FieldCommon {
  type: 'cascader';
  options: TreeOption[];
  /** Whether an option that has further ones below it may be chosen. */
  anyLevel?: boolean;
}

export interface NumberField extends FieldCommon {
  type: 'number' | 'money' | 'percent' | 'rating';
  /** How an amount of money is read. */
  show?: 'digits' | 'capital' | 'both';
  scale?: number;
  minimum?: number | string;
  maximum?: number | string;
  unit?: Label | string;
}

export interface DateField extends FieldCommon {
  type: 'date' | 'datetime';
}

export interface SwitchField extends FieldCommon {
  type: 'switch';
}

export interface SelectField extends FieldCommon {
  type: 'select' | 'multi_select';
  options: SelectOption[];
}

export interface ReferenceField extends FieldCommon {
  type: 'reference';
  form: string;
  /** Which records may be chosen: a formula that sees the record to choose as `item`. */
  among?: string;
  /** A formula limits the choice, of which only the server knows. */
  limited?: boolean;
}

export interface PersonField extends FieldCommon {
  type: 'person';
}

export interface AttachmentField extends FieldCommon {
  type: 'attachment' | 'image' | 'signature';
  maximum?: number;
}

export interface LinesField extends FieldCommon {
  type: 'lines';
  fields: Field[];
  minimum?: number;
  maximum?: number;
  validations?: Validation[];
}

export type Field =
  | TextField
  | NumberField
  | DateField
  | SwitchField
  | SelectField
  | ReferenceField
  | PersonField
  | AttachmentField
  | RichTextField
  | CheckedField
  | BarcodeField
  | TimeField
  | RegionField
  | AddressField
  | LocationField
  | DepartmentField
  | CascaderField
  | LookupField
  | RollUpField
  | BalanceField
  | PromiseField
  | LinesField;

export type FieldType = Field['type'];

export interface FormRights {
  view: boolean;
  create: boolean;
  edit: boolean;
  delete: boolean;
  import: boolean;
  export: boolean;
  /** Remove records in the recycle bin for good. */
  purge?: boolean;
}

export interface Form {
  key: string;
  label: Label;
  icon?: string;
  /** Key of a group of the menu, or its name itself. */
  group?: string | Label;
  position?: number;
  /** Key of the field that names a record. */
  title?: string;
  fields: Field[];
  validations?: Validation[];
  layout?: LayoutPart[];
  list?: { columns?: string[]; sort?: string };
  may: FormRights;
  hasFlow?: boolean;
}

export interface DashboardEntry {
  key: string;
  label: Label;
  position?: number;
}

/** A template that records can be printed with. */
export interface PrintEntry {
  key: string;
  label: Label;
  form: string;
  /** Whether it prints a list, not one record. */
  list: boolean;
}

/** What of a form's records is changed by proposals only, once it is confirmed. */
export interface Amended {
  form: string;
  label: Label;
  /** Fields, line items, or `lines.column`. */
  fields: string[];
  /** Form whose records carry proposals, and its reference to the record. */
  proposals: string;
  record: string;
}

export interface Blueprint {
  version: number;
  workspace: { name: string; timeZone: string };
  /** Names of the menu's groups. */
  groups?: { key: string; label: Label }[];
  forms: Form[];
  dashboards: DashboardEntry[];
  /** The ledgers whose balances the person sees. */
  ledgers?: DashboardEntry[];
  prints?: PrintEntry[];
  /** Forms whose records have a page for their customers. */
  tracked?: { form: string }[];
  /** Forms whose confirmed records are changed by proposals, with the form that carries those. */
  amended?: Amended[];
  /** Whether this person works with what customers owe. */
  receivables?: { key: string }[];
  /** Whether this person plans what to buy and make. */
  planning?: { key: string; label: Label }[];
}

/** The text of a label in a language; the other language rather than nothing. */
export function labelText(label: Label | string | undefined, language: Language, fallback = ''): string {
  if (typeof label === 'string') return label;
  return label?.[language] ?? label?.zh ?? label?.en ?? fallback;
}

export function findField(fields: readonly Field[], key: string): Field | undefined {
  return fields.find((field) => field.key === key);
}

export function isNumeric(field: Field): field is NumberField {
  return field.type === 'number' || field.type === 'money' || field.type === 'percent' || field.type === 'rating';
}

/** Whether a value is looked up whenever it is shown, and kept nowhere. */
export function isLive(field: Field): field is LookupField | RollUpField | BalanceField | PromiseField {
  return field.type === 'lookup' || field.type === 'rollup' || asksLedger(field);
}

/** Whether lists may be filtered and sorted by a field without a column. */
export function isAskable(field: Field): boolean {
  return (field.type === 'lookup' || field.type === 'rollup') && field.askable === true;
}

/** Whether a field shows what a ledger says. */
export function asksLedger(field: Field): field is BalanceField | PromiseField {
  return field.type === 'balance' || field.type === 'promise';
}

/** Whether formulas read a field: of those that are looked up, balances alone. */
export function isReadable(field: Field): boolean {
  return !isLive(field) || field.type === 'balance';
}

const MONEY_SCALE = 2;

/** The field that says how a value is read: its own, or the one a live field shows a value of. */
export function shownAs(field: Field): Field {
  if (!isLive(field)) return field;
  if (field.type === 'promise') return { key: field.key, label: field.label, type: 'date' };
  if (field.type === 'balance') {
    // Ledgers keep money with two decimals and quantities with more.
    const type = field.scale === MONEY_SCALE ? 'money' : 'number';
    return { key: field.key, label: field.label, type, scale: field.scale ?? 3 };
  }
  return field.target ?? { key: field.key, label: field.label, type: 'number', scale: 0 };
}

/** Whether a field holds files, of whatever kind. */
export function isFiles(field: Field): field is AttachmentField {
  return field.type === 'attachment' || field.type === 'image' || field.type === 'signature';
}

export function isSystemMade(field: Field): boolean {
  return field.type === 'auto_number' || field.formula !== undefined || isLive(field);
}

/** Digits after the decimal point that a numeric field keeps. */
export function scaleOf(field: NumberField): number {
  return field.type === 'rating' ? 0 : (field.scale ?? 2);
}

/** The options of a field, those below others among them. */
export function optionsOf(field: Field): readonly TreeOption[] {
  return flat(treeOf(field));
}

/** The options of a field as they stand in it, which may depend on formulas. */
export function treeOf(field: Field): readonly TreeOption[] {
  return field.type === 'select' || field.type === 'multi_select' || field.type === 'cascader' ? field.options : [];
}

function flat(options: readonly TreeOption[]): readonly TreeOption[] {
  return options.some(({ children }) => children)
    ? options.flatMap((option) => [option, ...flat(option.children ?? [])])
    : options;
}
