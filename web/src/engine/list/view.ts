import type { Form } from '../blueprint';
import type { ColumnSetting } from '../grid/columns';
import { listedField } from '../system-fields';
import { listColumns, parseSort, type SortKey, sortText } from './query';
import { readTree, type Tree, treeText } from './tree';

export type ViewKind = 'grid' | 'kanban' | 'calendar' | 'gallery';

export const VIEW_KINDS: readonly ViewKind[] = ['grid', 'kanban', 'calendar', 'gallery'];

export type Density = 'compact' | 'normal' | 'loose';

export type Bucket = 'day' | 'week' | 'month' | 'quarter' | 'year';

export interface GroupBy {
  field: string;
  bucket?: Bucket;
  descending?: boolean;
}

export type TotalFunction = 'sum' | 'average' | 'minimum' | 'maximum' | 'filled' | 'empty' | 'distinct';

export interface TotalOf {
  field: string;
  function: TotalFunction;
}

export interface ColorRule {
  when: Tree;
  color: string;
  /** The cell it colours; the whole row without. */
  field?: string;
}

/** A view as it is kept. Every part may be absent. */
export interface ViewDocument {
  filter?: Tree | null;
  sort?: string;
  groups?: GroupBy[];
  columns?: (ColumnSetting & { hidden?: boolean })[];
  colors?: ColorRule[];
  totals?: TotalOf[];
  density?: Density;
  kanban?: { field?: string; fields?: string[] };
  calendar?: { start?: string; end?: string; field?: string };
  gallery?: { image?: string; fields?: string[] };
}

export interface SavedView {
  id: string;
  rev: number;
  label: string;
  kind: ViewKind;
  scope: 'own' | 'shared';
  roles: string[];
  position: number;
  by: { id: string; title: string } | null;
  updatedAt: string;
  may: { edit: boolean };
  document: ViewDocument;
  leftOut: string[];
}

/** What a list shows, as its view and its address say it together. */
export interface ListState {
  kind: ViewKind;
  /** A formula, or the JSON of a tree; empty for everything. */
  filter: string;
  sort: SortKey[];
  groups: GroupBy[];
  columns: ColumnSetting[];
  colors: ColorRule[];
  totals: TotalOf[];
  density: Density;
  kanban: NonNullable<ViewDocument['kanban']>;
  calendar: NonNullable<ViewDocument['calendar']>;
  gallery: NonNullable<ViewDocument['gallery']>;
  search: string;
  deleted: boolean;
}

/** What a view says by itself, before anything in the address changes it. */
export function viewState(form: Form, view: Pick<SavedView, 'kind' | 'document'> | undefined): ListState {
  const document = view?.document ?? {};
  const columns = (document.columns ?? []).filter((column) => !column.hidden && listedField(form, column.field));
  return {
    kind: view?.kind ?? 'grid',
    filter: document.filter ? treeText(document.filter) : '',
    sort: knownSort(form, document.sort ?? form.list?.sort ?? ''),
    groups: (document.groups ?? []).filter((group) => listedField(form, group.field)),
    columns: columns.length > 0 ? columns : listColumns(form).map((field) => ({ field: field.key })),
    colors: document.colors ?? [],
    totals: (document.totals ?? []).filter((total) => listedField(form, total.field)),
    density: document.density ?? 'normal',
    kanban: document.kanban ?? {},
    calendar: document.calendar ?? {},
    gallery: document.gallery ?? {},
    search: '',
    deleted: false,
  };
}

function knownSort(form: Form, text: string): SortKey[] {
  return parseSort(text).filter((key) => listedField(form, key.field) !== undefined);
}

/** The parts of a list's state that its address says in words of their own. */
const TEXTS = {
  filter: { write: (state: ListState) => state.filter, read: (text: string) => ({ filter: text }) },
  sort: {
    write: (state: ListState) => sortText(state.sort),
    read: (text: string, form: Form) => ({ sort: knownSort(form, text) }),
  },
  group: {
    write: (state: ListState) => state.groups.map(groupText).join(','),
    read: (text: string, form: Form) => ({ groups: readGroups(form, text) }),
  },
  columns: {
    write: (state: ListState) => state.columns.map(columnText).join(','),
    read: (text: string, form: Form) => {
      const columns = readColumns(form, text);
      return columns.length > 0 ? { columns } : {};
    },
  },
  kind: {
    write: (state: ListState) => state.kind,
    read: (text: string) => (isKind(text) ? { kind: text } : {}),
  },
  density: {
    write: (state: ListState) => state.density,
    read: (text: string) => (text === 'compact' || text === 'normal' || text === 'loose' ? { density: text } : {}),
  },
  colors: jsonPart('colors'),
  totals: jsonPart('totals'),
  kanban: jsonPart('kanban'),
  calendar: jsonPart('calendar'),
  gallery: jsonPart('gallery'),
} satisfies Record<
  string,
  { write: (state: ListState) => string; read: (text: string, form: Form) => Partial<ListState> }
>;

function jsonPart(key: 'colors' | 'totals' | 'kanban' | 'calendar' | 'gallery') {
  return {
    write: (state: ListState) => JSON.stringify(state[key]),
    read: (text: string): Partial<ListState> => {
      try {
        const value: unknown = JSON.parse(text);
        const listed = key === 'colors' || key === 'totals';
        if (typeof value !== 'object' || value === null || Array.isArray(value) !== listed) return {};
        return { [key]: value };
      } catch {
        return {};
      }
    },
  };
}

function isKind(text: string): text is ViewKind {
  return VIEW_KINDS.some((kind) => kind === text);
}

function groupText({ field, bucket, descending }: GroupBy): string {
  return `${descending ? '-' : ''}${field}${bucket ? `:${bucket}` : ''}`;
}

const BUCKETS: readonly string[] = ['day', 'week', 'month', 'quarter', 'year'];

function readGroups(form: Form, text: string): GroupBy[] {
  return text
    .split(',')
    .map((part) => {
      const descending = part.startsWith('-');
      const [field = '', bucket] = (descending ? part.slice(1) : part).split(':');
      const group: GroupBy = { field };
      if (bucket !== undefined && BUCKETS.includes(bucket)) group.bucket = bucket as Bucket;
      if (descending) group.descending = true;
      return group;
    })
    .filter((group) => listedField(form, group.field))
    .slice(0, 3);
}

function columnText({ field, width, frozen }: ColumnSetting): string {
  return [field, width ?? '', frozen ? 'f' : ''].join(':').replace(/:+$/, '');
}

function readColumns(form: Form, text: string): ColumnSetting[] {
  return text
    .split(',')
    .map((part) => {
      const [field = '', width = '', frozen] = part.split(':');
      const column: ColumnSetting = { field };
      if (Number(width) > 0) column.width = Number(width);
      if (frozen === 'f') column.frozen = true;
      return column;
    })
    .filter((column) => listedField(form, column.field));
}

export function readListState(form: Form, base: ListState, address: URLSearchParams): ListState {
  let state: ListState = {
    ...base,
    search: address.get('search') ?? '',
    deleted: address.get('deleted') === 'true',
  };
  for (const [key, part] of Object.entries(TEXTS)) {
    const text = address.get(key);
    if (text !== null) state = { ...state, ...part.read(text, form) };
  }
  return state;
}

/** The address of a list after a change; what is as the view has it anyway is left out. */
export function writeListState(
  form: Form,
  base: ListState,
  address: URLSearchParams,
  change: Partial<ListState>,
): URLSearchParams {
  const state = { ...readListState(form, base, address), ...change };
  const next = new URLSearchParams(address);
  const put = (key: string, value: string, plain: string) => {
    if (value === plain) next.delete(key);
    else next.set(key, value);
  };
  put('search', state.search, '');
  put('deleted', state.deleted ? 'true' : '', '');
  for (const [key, part] of Object.entries(TEXTS)) put(key, part.write(state), part.write(base));
  return next;
}

/** Whether the address changes what the view says. */
export function isChanged(address: URLSearchParams): boolean {
  return Object.keys(TEXTS).some((key) => address.has(key));
}

/** The address of a view as it is kept: without changes, and without what only this moment asks for. */
export function cleanAddress(address: URLSearchParams): URLSearchParams {
  const next = new URLSearchParams(address);
  for (const key of [...Object.keys(TEXTS), 'search', 'deleted', 'open', 'through']) next.delete(key);
  return next;
}

/** The document that keeps what a list shows now. */
export function documentOf(state: ListState): ViewDocument {
  const document: ViewDocument = {
    filter: state.filter === '' ? null : readTree(state.filter),
    sort: sortText(state.sort),
    groups: state.groups,
    columns: state.columns,
    colors: state.colors,
    totals: state.totals,
    density: state.density,
  };
  if (Object.keys(state.kanban).length > 0) document.kanban = state.kanban;
  if (Object.keys(state.calendar).length > 0) document.calendar = state.calendar;
  if (Object.keys(state.gallery).length > 0) document.gallery = state.gallery;
  return document;
}
