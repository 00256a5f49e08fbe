import { describe, expect, it } from 'vitest';
import type { Form } from '../blueprint';
import type { Value } from '../values';
import { groupTree } from './groups';
import { matches } from './matches';
import { listColumns, nextSort, parseSort, sortText } from './query';
import {
  both,
  type Condition,
  countConditions,
  operatorsOf,
  pathOf,
  pathsOf,
  readTree,
  shapeOf,
  type Tree,
  treeText,
} from './tree';
import { documentOf, isChanged, readListState, viewState, writeListState } from './view';

const label = { zh: '', en: '' };
const form: Form = {
  key: 'things',
  label,
  may: { view: true, create: true, edit: true, delete: true, import: true, export: true },
  list: { columns: ['name', 'amount', 'created_at', 'gone'], sort: '-name' },
  fields: [
    { key: 'name', type: 'text', label },
    { key: 'amount', type: 'money', label },
    { key: 'day', type: 'date', label },
    { key: 'at', type: 'datetime', label },
    { key: 'status', type: 'select', label, options: [] },
    { key: 'tags', type: 'multi_select', label, options: [] },
    { key: 'customer', type: 'reference', form: 'customers', label },
    { key: 'paid', type: 'switch', label },
  ],
};

const empty = viewState(form, undefined);
const read = (text: string) => readListState(form, empty, new URLSearchParams(text));

describe('a filter', () => {
  it('keeps what is complete and forgets what still lacks a value', () => {
    const text = treeText({
      all: [
        { field: 'name', op: 'contains', value: '说 "好"' },
        { field: 'amount', op: 'between', value: {} },
        {
          any: [
            { field: 'day', op: 'within', value: { last: 7 } },
            { field: 'status', op: 'in', value: [] },
          ],
        },
      ],
    });
    expect(readTree(text)).toEqual({
      all: [
        { field: 'name', op: 'contains', value: '说 "好"' },
        { any: [{ field: 'day', op: 'within', value: { last: 7 } }] },
      ],
    });
    expect(countConditions(text)).toBe(2);
    expect(treeText({ all: [{ field: 'name', op: 'eq' }] })).toBe('');
  });

  it('that is a formula stays one, also beside others', () => {
    expect(treeText(readTree('amount > SUM(lines.amount)'))).toBe('amount > SUM(lines.amount)');
    expect(readTree(both('amount > 5', { field: 'paid', op: 'eq', value: true }))).toEqual({
      all: [{ all: [{ formula: 'amount > 5' }] }, { field: 'paid', op: 'eq', value: true }].map((part) =>
        'all' in part ? { formula: 'amount > 5' } : part,
      ),
    });
  });

  it('may name fields one reference away, and only those it knows', () => {
    const customers: Form = { ...form, key: 'customers', fields: [{ key: 'region', type: 'text', label }] };
    expect(pathsOf(form, [form, customers]).map((path) => path.key)).toContain('customer.region');
    expect(pathOf(form, [form, customers], 'customer.region')?.field.type).toBe('text');
    expect(pathOf(form, [form], 'customer.region')).toBeUndefined();
  });
});

describe('a condition of a colour', () => {
  const place = { form, today: '2026-03-04', timeZone: 'Asia/Shanghai', me: 'p1' };
  const record: Record<string, Value> = {
    name: '东莞 Huaqiang',
    amount: '5000.00',
    day: '2026-02-28',
    at: '2026-03-03T17:00:00Z',
    status: 'a',
    tags: ['x', 'y'],
    customer: { id: 'c1', title: '华强' },
    paid: true,
    created_by: { id: 'p1', title: '王芳' },
  };
  const holds = (tree: Tree) => matches(tree, (key) => record[key] ?? null, place);
  it.each<[boolean, Tree]>([
    [true, { field: 'name', op: 'contains', value: 'hua' }],
    [false, { field: 'name', op: 'starts', value: 'hua' }],
    [true, { field: 'amount', op: 'ge', value: '5000' }],
    [false, { field: 'amount', op: 'gt', value: '5000' }],
    [true, { field: 'amount', op: 'between', value: { from: '4999.99' } }],
    [true, { field: 'day', op: 'within', value: 'last_month' }],
    [true, { field: 'day', op: 'within', value: { last: 5 } }],
    [false, { field: 'day', op: 'within', value: { last: 4 } }],
    [true, { field: 'day', op: 'within', value: { week: '2026-02-23' } }],
    [true, { field: 'day', op: 'within', value: 'this_quarter' }],
    [true, { field: 'day', op: 'lt', value: { today: -3 } }],
    [true, { field: 'at', op: 'eq', value: 'today' }],
    [true, { field: 'status', op: 'not_in', value: ['b'] }],
    [true, { field: 'tags', op: 'has_all', value: ['x', 'y'] }],
    [false, { field: 'tags', op: 'has_none', value: ['y'] }],
    [true, { field: 'customer', op: 'in', value: ['c1'] }],
    [true, { field: 'created_by', op: 'in', value: ['me'] }],
    [true, { not: { field: 'paid', op: 'eq', value: false } }],
    [false, { formula: 'amount > 1' }],
    [false, { field: 'unknown', op: 'empty' }],
  ])('is %s: %j', (expected, tree) => {
    expect(holds(tree)).toBe(expected);
  });
});

describe('groups', () => {
  const leaf = (values: string[], count: number, sum: string) => ({
    keys: values.map((value) => ({ value, label: value })),
    count,
    totals: [
      { field: 'amount', function: 'sum' as const, value: sum },
      { field: 'amount', function: 'average' as const, value: '1' },
    ],
  });
  it('stand below one another, and above them stands only what can be added up', () => {
    const tree = groupTree([leaf(['a', 'x'], 1, '0.1'), leaf(['a', 'y'], 2, '0.2'), leaf(['b', 'x'], 3, '5')]);
    expect(tree.map((node) => [node.label, node.count, node.children.length])).toEqual([
      ['a', 3, 2],
      ['b', 3, 1],
    ]);
    expect(tree[0]?.totals).toEqual([{ field: 'amount', function: 'sum', value: '0.3' }]);
    expect(new Set(tree.flatMap((node) => [node.key, ...node.children.map((child) => child.key)])).size).toBe(5);
  });
});

describe('the address of a list', () => {
  it('sorts as the form says until told otherwise', () => {
    expect(read('').sort).toEqual([{ field: 'name', descending: true }]);
    expect(read('sort=amount,nothing').sort).toEqual([{ field: 'amount', descending: false }]);
  });

  it('leaves out what is as the form has it anyway', () => {
    const next = writeListState(form, empty, new URLSearchParams('sort=amount&open=1'), {
      sort: parseSort('-name'),
      search: '',
    });
    expect(next.toString()).toBe('open=1');
  });

  it('says everything a view can hold, and reads it back', () => {
    const change = {
      filter: treeText({ all: [{ field: 'amount', op: 'ge', value: '5' }] }),
      groups: [{ field: 'status' }, { field: 'day', bucket: 'month' as const, descending: true }],
      columns: [{ field: 'name', width: 140, frozen: true }, { field: 'day' }],
      totals: [{ field: 'amount', function: 'sum' as const }],
      density: 'compact' as const,
      kind: 'kanban' as const,
      kanban: { field: 'status' },
    };
    const address = writeListState(form, empty, new URLSearchParams(), change);
    expect(isChanged(address)).toBe(true);
    const state = readListState(form, empty, new URLSearchParams(address.toString()));
    expect(state).toMatchObject(change);
    const saved = viewState(form, { kind: 'kanban', document: documentOf(state) });
    expect(saved).toMatchObject(change);
    expect(writeListState(form, saved, address, {}).toString()).toBe('');
  });

  it('ignores what is no list at all', () => {
    expect(read('columns=nothing&group=gone:month&density=9&colors=5&kind=x')).toMatchObject({
      columns: empty.columns,
      groups: [],
      colors: [],
      density: 'normal',
      kind: 'grid',
    });
  });

  it('turns a column upwards, downwards, off', () => {
    const up = nextSort([], 'amount', false);
    const down = nextSort(up, 'amount', false);
    expect([sortText(up), sortText(down), sortText(nextSort(down, 'amount', false))]).toEqual([
      'amount',
      '-amount',
      '',
    ]);
    expect(sortText(nextSort(parseSort('-name'), 'amount', true))).toBe('-name,amount');
  });

  it('shows the columns there are, also those every record has', () => {
    expect(listColumns(form).map((field) => field.key)).toEqual(['name', 'amount', 'created_at']);
  });
});

it('places, options and times of day are compared with what lies inside', () => {
  const tree = [
    { key: 'food', label: {}, children: [{ key: 'apple', label: {} }] },
    { key: 'drink', label: {} },
  ];
  const places = {
    key: 'places',
    label: {},
    fields: [
      { key: 'area', label: {}, type: 'region' },
      { key: 'goods', label: {}, type: 'cascader', options: tree },
      { key: 'time', label: {}, type: 'time' },
      { key: 'unit', label: {}, type: 'department' },
      { key: 'who', label: {}, type: 'person' },
      { key: 'address', label: {}, type: 'address' },
    ],
  } as unknown as Form;
  const values: Record<string, Value> = {
    area: '441903',
    goods: 'apple',
    time: '09:30',
    unit: { id: 'd1', title: '' },
    who: { id: 'p1', title: '' },
  };
  const holds = (condition: Condition) =>
    matches(condition, (key) => values[key] ?? null, {
      form: places,
      today: '2026-03-10',
      timeZone: 'Asia/Shanghai',
      me: 'p1',
    });
  expect(holds({ field: 'area', op: 'within', value: ['440000'] })).toBe(true);
  expect(holds({ field: 'area', op: 'within', value: ['440300', '310000'] })).toBe(false);
  expect(holds({ field: 'area', op: 'not_within', value: ['310000'] })).toBe(true);
  expect(holds({ field: 'goods', op: 'within', value: ['food'] })).toBe(true);
  expect(holds({ field: 'goods', op: 'not_within', value: ['food'] })).toBe(false);
  expect(holds({ field: 'time', op: 'between', value: { from: '09:00', to: '09:30' } })).toBe(true);
  expect(holds({ field: 'time', op: 'lt', value: '09:30' })).toBe(false);
  expect(holds({ field: 'unit', op: 'in', value: ['d1'] })).toBe(true);
  expect(holds({ field: 'unit', op: 'in', value: ['mine'] })).toBe(false);
  expect(holds({ field: 'who', op: 'team', value: 'department' })).toBe(false);
  const shapes = places.fields.map((field) => shapeOf(field, operatorsOf(field)[0] ?? 'filled'));
  expect(shapes).toEqual(['regions', 'options', 'time', 'departments', 'choices', 'text']);
});
