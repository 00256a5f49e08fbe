import { describe, expect, it } from 'vitest';
import type { BoardDocument, Question } from './board';
import { bucketText, nextBucket } from './buckets';
import { boardClashes, boardDifferences, mergeBoards } from './difference';
import { forPhone, freePlace, placed } from './layout';
import { asFilter, beginningWhere, meaningOf, readLooking, toggled, writeLooking } from './looking';
import { addFilter, addTab, addWidget, duplicateWidget, patchWidget, removeFilter, removeTab } from './operations';
import { closedAtFirst, pivotOf } from './pivot';
import {
  addDimension,
  addMeasure,
  addNewOrReturning,
  addWindow,
  barePath,
  forChart,
  missing,
  pivotSide,
  removeDimension,
  removeMeasure,
} from './question';
import { cellText, type Result, type ResultColumn, type Words } from './result';
import { shortNumber } from './units';

const words: Words = { language: 'zh', nothing: '（空）', others: '其他' };
const english: Words = { language: 'en', nothing: '(empty)', others: 'Others' };

const board: BoardDocument = { kind: 'dashboard', key: 'war', label: { zh: '看板' }, widgets: [] };

const begin = {
  title: { zh: '数字' },
  tab: undefined,
  source: 'orders',
  count: { zh: '数量' },
};

describe('a cell', () => {
  const money: ResultColumn = { key: 'amount', label: '金额', type: 'money', role: 'measure', scale: 2 };
  it.each([
    ['plain money', money, '1234567.5', {}, '1,234,567.50'],
    ['money in 万元', money, '1234567.5', { unit: 'wan' }, '123.46万元'],
    ['money in 亿元', money, '123456789012.34', { unit: 'yi' }, '1,234.57亿元'],
    ['money in 元', money, '12', { unit: 'yuan' }, '12.00元'],
    ['a count in 万', { ...money, type: 'number', scale: 0 }, '25000', { unit: 'wan' }, '2.5万'],
    ['fixed decimals', money, '1.005', { decimals: 2 }, '1.01'],
    ['less than nothing', money, '-1234.5', {}, '-1,234.50'],
    ['a mean, never in full', { ...money, scale: undefined }, '3.3333333333', {}, '3.33'],
    ['a rate that was worked out', { ...money, type: 'percent', role: 'window' }, '0.125', {}, '12.5%'],
    ['a percent that a field holds', { ...money, type: 'percent', scale: 2 }, '12.5', {}, '12.5%'],
    ['others', { ...money, type: 'text', role: 'dimension' }, { others: 37 }, {}, '其他 (37)'],
    ['a bin', { ...money, role: 'dimension', bins: { size: '100' } }, '200', {}, '200–300'],
    ['the last of given edges', { ...money, role: 'dimension', bins: { edges: ['0', '1000'] } }, '1000', {}, '1,000–'],
    ['nothing', money, null, {}, '（空）'],
  ] as const)('reads %s', (_, column, cell, format, text) => {
    expect(cellText(column as ResultColumn, cell, words, format)).toBe(text);
  });

  it('keeps more digits than a machine number holds', () => {
    expect(cellText(money, '12345678901234567890.12', words)).toBe('12,345,678,901,234,567,890.12');
  });

  it('says years, quarters, weeks and weekdays as people do', () => {
    expect(bucketText({ bucket: 'quarter' }, '2026-04-01', 'zh')).toBe('2026年二季度');
    expect(bucketText({ bucket: 'quarter', yearBegins: 4 }, '2027-01-01', 'zh')).toBe('2026财年四季度');
    expect(bucketText({ bucket: 'year', yearBegins: 4 }, '2026-04-01', 'en')).toBe('FY2026');
    expect(bucketText({ bucket: 'week' }, '2024-12-30', 'zh')).toBe('2025年第1周');
    expect(bucketText({ bucket: 'weekday' }, '7', 'zh')).toBe('周日');
    expect(nextBucket('month', '2025-12-01')).toBe('2026-01-01');
    expect(nextBucket('day', '2024-02-28')).toBe('2024-02-29');
  });

  it('is short on axes', () => {
    expect([0, 0.25, 980, 12_345, 250_000_000, -30_000].map((value) => shortNumber(value, 'zh'))).toEqual([
      '0',
      '0.25',
      '980',
      '1.2万',
      '2.5亿',
      '-3万',
    ]);
    expect(cellText({ ...money, type: 'text' }, { others: 2 }, english)).toBe('Others (2)');
  });
});

describe('a pivot', () => {
  const dimension = (key: string): ResultColumn => ({ key, label: key, type: 'text', role: 'dimension' });
  const result: Result = {
    columns: [
      dimension('region'),
      dimension('city'),
      dimension('line'),
      { key: 'n', label: 'n', type: 'number', role: 'measure', scale: 0 },
    ],
    rows: [
      ['东', '沪', '甲', '1'],
      ['东', '沪', '乙', '2'],
      ['东', '苏', '甲', '3'],
      ['南', '深', '乙', '4'],
    ],
    total: 4,
    limited: false,
    totals: [
      {
        of: ['region', 'line'],
        columns: ['region', 'line', 'n'],
        rows: [
          ['东', '甲', '4'],
          ['东', '乙', '2'],
          ['南', '乙', '4'],
        ],
      },
      {
        of: ['region'],
        columns: ['region', 'n'],
        rows: [
          ['东', '5'],
          ['南', '4'],
        ],
      },
      {
        of: ['region', 'city'],
        columns: ['region', 'city', 'n'],
        rows: [
          ['东', '沪', '3'],
          ['东', '苏', '3'],
          ['南', '深', '4'],
        ],
      },
      {
        of: ['line'],
        columns: ['line', 'n'],
        rows: [
          ['甲', '4'],
          ['乙', '6'],
        ],
      },
      { of: [], columns: ['n'], rows: [['9']] },
    ],
  };
  const spec = { rows: ['region', 'city'], columns: ['line'] };
  const shape = (closed: ReadonlySet<string>) =>
    pivotOf(result, spec, closed, words).rows.map((row) => [row.group?.text ?? '合计', ...row.cells.flat()]);

  it('takes every total from the server and adds nothing up', () => {
    // 东 is 5, not 6: a customer who bought in both cities counts once.
    expect(pivotOf(result, spec, new Set(), words).columns.map((column) => column.texts[0] ?? '合计')).toEqual([
      '甲',
      '乙',
      '合计',
    ]);
    expect(shape(new Set())).toEqual([
      ['东', '4', '2', '5'],
      ['沪', '1', '2', '3'],
      ['苏', '3', undefined, '3'],
      ['南', undefined, '4', '4'],
      ['深', undefined, '4', '4'],
      ['合计', '4', '6', '9'],
    ]);
  });

  it('closes groups and keeps their subtotals', () => {
    const closed = closedAtFirst(result, spec, ['region'], words);
    expect(shape(closed)).toEqual([
      ['东', '4', '2', '5'],
      ['南', undefined, '4', '4'],
      ['合计', '4', '6', '9'],
    ]);
  });
});

describe('a dashboard being built', () => {
  it('puts a new widget at the first free place, or where it was dropped', () => {
    const first = addWidget(board, { ...begin, chart: 'number' });
    const second = addWidget(first.board, { ...begin, chart: 'number' });
    expect(second.key).toBe('number_2');
    expect(second.board.widgets.map((widget) => widget.layout)).toEqual([
      { x: 0, y: 0, w: 3, h: 3 },
      { x: 3, y: 0, w: 3, h: 3 },
    ]);
    const dropped = addWidget(first.board, { ...begin, chart: 'number', at: { x: 11, y: 5 } });
    expect(dropped.board.widgets[1]?.layout).toEqual({ x: 9, y: 5, w: 3, h: 3 });
  });

  it('finds room beside what is there', () => {
    expect(
      freePlace(
        [
          { x: 0, y: 0, w: 6, h: 8 },
          { x: 0, y: 8, w: 6, h: 2 },
        ],
        { w: 6, h: 8 },
      ),
    ).toEqual({ x: 6, y: 0, w: 6, h: 8 });
  });

  it('keeps the places of the large screen when nothing moved', () => {
    const { board: one } = addWidget(board, { ...begin, chart: 'bar' });
    const same = new Map([['bar', { x: 0, y: 0, w: 6, h: 8 }]]);
    expect(placed(one, same)).toBe(one);
    expect(placed(one, new Map([['bar', { x: 1, y: 0, w: 6, h: 8 }]])).widgets[0]?.layout?.x).toBe(1);
  });

  it('orders widgets for the phone by their own order, then as they are read', () => {
    let made = board;
    for (const chart of ['bar', 'line', 'pie'] as const) made = addWidget(made, { ...begin, chart }).board;
    made = patchWidget(made, 'pie', { phone: { order: 0 } });
    made = patchWidget(made, 'line', { phone: { hidden: true } });
    expect(forPhone(made.widgets).map((widget) => widget.key)).toEqual(['pie', 'bar']);
  });

  it('moves widgets onto the first tab, and takes those of a removed one with it', () => {
    const one = addWidget(board, { ...begin, chart: 'bar' }).board;
    const tabbed = addTab(one, { zh: '一' });
    const two = addTab(tabbed.board, { zh: '二' });
    const full = addWidget(two.board, { ...begin, chart: 'line', tab: two.key }).board;
    expect(full.widgets.map((widget) => widget.tab)).toEqual(['tab', 'tab_2']);
    const left = removeTab(full, 'tab_2');
    expect(left.widgets.map((widget) => widget.key)).toEqual(['bar']);
    expect(removeTab(left, 'tab')).toMatchObject({ widgets: [{ key: 'bar' }] });
    expect(removeTab(left, 'tab').widgets[0]).not.toHaveProperty('tab');
  });

  it('lets a filter go with what shows and sets it', () => {
    const { board: filtered, key } = addFilter(board, { label: { zh: '区域' }, type: 'choice', fields: {} });
    const shown = addWidget(filtered, { ...begin, chart: 'filter', filter: key }).board;
    const set = patchWidget(addWidget(shown, { ...begin, chart: 'bar' }).board, 'bar', { click: { filter: key } });
    const left = removeFilter(set, key);
    expect(left.filters).toBeUndefined();
    expect(left.widgets).toHaveLength(1);
    expect(left.widgets[0]).not.toHaveProperty('click');
  });

  it('copies a widget under a key of its own', () => {
    const one = addWidget(board, { ...begin, chart: 'bar' }).board;
    const copy = duplicateWidget(one, 'bar');
    expect(copy?.board.widgets.map((widget) => [widget.key, widget.layout?.x])).toEqual([
      ['bar', 0],
      ['bar_2', 6],
    ]);
  });

  it('merges the changes of two people and finds where they clash', () => {
    const base = addWidget(board, { ...begin, chart: 'bar' }).board;
    const mine = patchWidget(base, 'bar', { title: { zh: '我的' } });
    const theirs = patchWidget(addWidget(base, { ...begin, chart: 'line' }).board, 'bar', { chart: 'ring' });
    const merged = mergeBoards(base, mine, theirs, 'mine');
    expect(merged.widgets.map((widget) => [widget.key, widget.chart, widget.title])).toEqual([
      ['bar', 'ring', { zh: '我的' }],
      ['line', 'line', { zh: '数字' }],
    ]);
    expect(boardClashes(base, mine, theirs)).toEqual([]);
    expect(boardClashes(base, mine, patchWidget(base, 'bar', { title: { zh: '别的' } }))).toHaveLength(1);
    expect(boardDifferences(base, theirs).map(({ kind, part, property }) => [kind, part, property])).toEqual([
      ['changed', 'widget', 'chart'],
      ['added', 'widget', ''],
    ]);
  });
});

describe('a question being built', () => {
  const start: Question = { source: 'orders', measures: [{ key: 'count', aggregate: 'count', label: { zh: '数量' } }] };
  const text = {
    label: { zh: '区域' },
    type: 'text',
    dimension: true,
    aggregates: ['count_distinct'],
    buckets: [],
  } as const;
  const date = { ...text, path: 'order_date', type: 'date', buckets: ['day', 'month'] } as const;
  const money = { ...text, path: 'amount', type: 'number', aggregates: ['sum', 'average'] } as const;

  it('gathers dates by month with every month there, and adds numbers up', () => {
    const { question } = addDimension(start, date);
    expect(question.dimensions).toEqual([{ key: 'order_date', formula: 'order_date', bucket: 'month', fill: true }]);
    expect(addMeasure(question, money).question.measures).toEqual([
      { key: 'amount', aggregate: 'sum', formula: 'amount' },
    ]);
  });

  it('gives every column a key of its own', () => {
    const one = addDimension(start, { ...text, path: 'customer.region' }).question;
    const two = addDimension(one, { ...text, path: 'salesperson.region' }).question;
    expect(two.dimensions?.map((each) => each.key)).toEqual(['region', 'region_2']);
  });

  it('takes what is said of a part with it', () => {
    let question = addMeasure(addDimension(start, { ...text, path: 'region' }).question, money).question;
    question = { ...addWindow(question, 'share'), sort: [{ key: 'amount', direction: 'desc' }] };
    question = { ...question, dimensions: [{ key: 'region', formula: 'region', top: { count: 5, by: 'amount' } }] };
    const left = removeMeasure(question, 'amount', { zh: '数量' });
    expect(left.windows).toBeUndefined();
    expect(left.sort).toBeUndefined();
    expect(left.dimensions).toEqual([{ key: 'region', formula: 'region' }]);
    expect(left.measures).toEqual([{ key: 'count', aggregate: 'count', label: { zh: '数量' } }]);
  });

  it('names every dimension of a pivot once', () => {
    let question = start;
    for (const path of ['region', 'city', 'line']) question = addDimension(question, { ...text, path }).question;
    question = forChart(question, 'pivot');
    expect(question.pivot).toMatchObject({ rows: ['region', 'city'], columns: ['line'] });
    question = pivotSide(question, 'city', 'columns');
    expect(question.pivot).toMatchObject({ rows: ['region'], columns: ['line', 'city'] });
    question = removeDimension(question, 'region');
    expect(question.pivot).toMatchObject({ rows: ['line'], columns: ['city'] });
    expect(forChart(question, 'bar').pivot).toBeUndefined();
  });

  it('says what a picture still needs', () => {
    expect(missing({ chart: 'heat_map', question: start })).toEqual({ dimensions: 2 });
    expect(missing({ chart: 'number', question: start })).toBeUndefined();
    expect(missing({ chart: 'calendar', question: addDimension(start, date).question })).toEqual({ day: true });
  });

  it('makes new and returning out of the order of records', () => {
    const labels = { kind: { zh: '新老' }, first: { zh: '新' }, later: { zh: '老' } };
    const question = addNewOrReturning(start, { of: 'customer', by: 'order_date' }, labels);
    expect(question.derive).toEqual([{ key: 'nth', type: 'position', of: 'customer', by: 'order_date' }]);
    expect(question.dimensions?.[0]?.formula).toBe('IF(nth = 1, "new", "returning")');
  });

  it('knows a plain field from a formula', () => {
    expect(barePath('customer.region')).toBe('customer.region');
    expect(barePath('amount * 2')).toBeUndefined();
  });
});

describe('a click', () => {
  const question: Question = {
    source: 'orders',
    dimensions: [{ key: 'region', formula: 'customer.region' }],
    measures: [{ key: 'n', aggregate: 'count' }],
  };
  const widget = { key: 'w', chart: 'bar', title: 'W', question } as const;
  const filters = [{ key: 'where', label: 'Where', type: 'choice' as const, fields: { orders: 'customer.region' } }];

  it('shows rows unless something else is said', () => {
    expect(meaningOf(board, { ...widget }, { region: 'east' })).toEqual({ kind: 'rows' });
  });

  it('sets a filter, selects for the others, or leads on', () => {
    const filtered = { ...board, filters };
    expect(meaningOf(filtered, { ...widget, click: { filter: 'where' } }, { region: 'east' })).toEqual({
      kind: 'filter',
      filter: 'where',
      value: { op: 'in', value: ['east'] },
    });
    expect(meaningOf(board, { ...widget, click: true }, { region: 'east' })).toEqual({
      kind: 'select',
      selected: { widget: 'w', at: { region: 'east' } },
    });
    const drill = { dashboard: 'other', filters: { area: 'region' } };
    expect(meaningOf(board, { ...widget, drill }, { region: null })).toEqual({
      kind: 'drill',
      dashboard: 'other',
      filters: { area: { op: 'empty' } },
    });
  });

  it('asks for all days of a bucket, and cannot ask for the others of a top list', () => {
    expect(asFilter({ key: 'm', formula: 'order_date', bucket: 'month' }, '2026-02-01')).toEqual({
      op: 'between',
      value: { from: '2026-02-01', to: '2026-02-28' },
    });
    expect(asFilter(undefined, { others: 3 })).toBeUndefined();
  });

  it('lets go of what is selected already', () => {
    const one = toggled([], { widget: 'w', at: { region: { id: 'a', title: 'A' } } });
    expect(toggled(one, { widget: 'w', at: { region: { id: 'a', title: 'renamed' } } })).toEqual([]);
    expect(toggled(one, { widget: 'w', at: { region: 'b' } })).toEqual([{ widget: 'w', at: { region: 'b' } }]);
  });

  it('is kept in the address with its tab and moment, whatever somebody typed there', () => {
    const filters = { where: { op: 'in' as const, value: ['east'] }, period: null };
    const search = writeLooking(new URLSearchParams('x=1'), { tab: 'two', filters, moment: '2026-03-01T00:00:00Z' });
    expect(readLooking(search)).toEqual({ tab: 'two', filters, moment: '2026-03-01T00:00:00Z' });
    expect(search.get('x')).toBe('1');
    expect(readLooking(new URLSearchParams('filters=[nonsense')).filters).toEqual({});
    expect(readLooking(new URLSearchParams('filters=[1]')).filters).toEqual({});
  });

  it('begins under the filters that mean a field of the source', () => {
    const filters = [
      {
        key: 'day',
        label: '日期',
        type: 'date' as const,
        fields: { orders: 'order_date' },
        default: { op: 'ge' as const, value: '2026-01-01' },
      },
      { key: 'region', label: '区域', type: 'choice' as const, fields: { orders: 'customer.region' } },
    ];
    expect(beginningWhere(filters, 'orders')).toEqual({
      all: [{ field: 'order_date', op: 'ge', value: '2026-01-01' }],
    });
    expect(beginningWhere(filters, 'customers')).toBeUndefined();
    expect(beginningWhere(undefined, 'orders')).toBeUndefined();
  });
});
