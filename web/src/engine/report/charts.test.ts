import { describe, expect, it } from 'vitest';
import { DRAWN, pictureOf } from './charts';
import type { ChartStyle } from './charts/style';
import { cloudOf } from './cloud';
import { gaugeOf } from './gauge';
import { calendarOf, heatMapOf, strength } from './heat';
import { mapOf } from './map';
import { PROVINCES, provinceOf } from './provinces';
import type { Result, ResultCell, ResultColumn, Words } from './result';
import { chartOf, hitOf } from './series';
import { bigNumbersOf } from './trend';

const words: Words = { language: 'zh', nothing: '（空）', others: '其他' };

const style: ChartStyle = { words, width: 640, hue: (name) => name, theme: (name) => name };

const region: ResultColumn = { key: 'region', label: '区域', type: 'text', role: 'dimension' };
const line: ResultColumn = { key: 'line', label: '产品线', type: 'text', role: 'dimension' };
const month: ResultColumn = { key: 'month', label: '月份', type: 'date', role: 'dimension', bucket: 'month' };
const amount: ResultColumn = { key: 'amount', label: '金额', type: 'money', role: 'measure', scale: 2 };
const count: ResultColumn = { key: 'count', label: '数量', type: 'number', role: 'measure', scale: 0 };

function result(columns: readonly ResultColumn[], rows: readonly (readonly ResultCell[])[]): Result {
  return { columns, rows, total: rows.length, limited: false };
}

type DrawnItem = { value: unknown; name?: string } | number | null;

const valueOf = (item: DrawnItem | undefined) => (typeof item === 'object' && item !== null ? item.value : item);
const nameOf = (item: DrawnItem) => (typeof item === 'object' ? item?.name : undefined);

interface Drawn {
  series: { type: string; name?: string; data: DrawnItem[] }[];
  xAxis?: { data?: string[] };
  dataZoom?: { startValue: number; endValue: number }[];
  tooltip: { formatter: (items: unknown) => string };
}

const draw = (kind: (typeof DRAWN)[number], of: Result) => {
  const picture = pictureOf(kind, of, undefined, undefined, style);
  return { ...picture, option: picture.option as unknown as Drawn };
};

describe('every kind of picture', () => {
  const awkward: Record<string, Result> = {
    'nothing at all': result([region, amount], []),
    'one row': result([region, amount], [['华东', '12.50']]),
    'only empty values': result(
      [region, amount, count],
      [
        [null, null, null],
        [null, null, null],
      ],
    ),
    'values below nothing': result(
      [region, amount],
      [
        ['华东', '-12.50'],
        ['华南', '-1'],
      ],
    ),
    'very long names': result([region, amount], [['某某省某某市某某区某某街道'.repeat(40), '1']]),
    'names that look like markup': result([region, amount], [['<img src=x onerror=alert(1)>', '1']]),
    'forty years of months': result(
      [month, amount],
      Array.from({ length: 480 }, (_, at) => [
        `${1986 + Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}-01`,
        String(at),
      ]),
    ),
    'a hundred thousand groups': result(
      [region, amount],
      Array.from({ length: 100_000 }, (_, at) => [`客户${at}`, String(at + 1)]),
    ),
  };

  for (const [name, of] of Object.entries(awkward)) {
    const kinds = of.rows.length > 1_000 ? (['bar', 'ring'] as const) : DRAWN;
    it.each(kinds)(`draws ${name} as %s`, (kind) => {
      const { option } = draw(kind, of);
      const numbers = option.series.flatMap((series) =>
        series.data.flatMap((item) => {
          const value = valueOf(item);
          return Array.isArray(value) ? value : [value ?? 0];
        }),
      );
      expect(numbers.some((value) => Number.isNaN(value))).toBe(false);
    });
  }

  it('never lets a name become markup', () => {
    const of = awkward['names that look like markup'] as Result;
    const bar = draw('bar', of).option.tooltip.formatter([{ dataIndex: 0 }]);
    const pie = draw('pie', of).option.tooltip.formatter({ dataIndex: 0 });
    expect(bar).not.toContain('<img');
    expect(pie).not.toContain('<img');
  });

  it('says what it folds together and keeps the sum', () => {
    const { option, omissions } = draw('ring', awkward['a hundred thousand groups'] as Result);
    const [pie] = option.series;
    expect(pie?.data).toHaveLength(12);
    expect(omissions).toEqual([{ kind: 'folded', count: 99_989 }]);
    const sum = pie?.data.reduce<number>((total, slice) => total + Number(valueOf(slice)), 0);
    expect(sum).toBe((100_000 * 100_001) / 2);
  });

  it('shows the beginning of many groups, and the end of a long time', () => {
    const groups = draw('bar', awkward['a hundred thousand groups'] as Result).option;
    expect(groups.dataZoom?.[0]).toMatchObject({ startValue: 0, endValue: 59 });
    const months = draw('bar', awkward['forty years of months'] as Result).option;
    expect(months.dataZoom?.[0]).toMatchObject({ startValue: 420, endValue: 479 });
  });

  it('leaves shares of nothing and less out of a pie and says so', () => {
    const { option, omissions } = draw(
      'pie',
      result(
        [region, amount],
        [
          ['华东', '10'],
          ['退货', '-3'],
          ['空', null],
        ],
      ),
    );
    expect(option.series[0]?.data.map(nameOf)).toEqual(['华东']);
    expect(omissions).toEqual([{ kind: 'not_positive', count: 2 }]);
  });
});

describe('a chart', () => {
  it('makes a series of each value of the second dimension', () => {
    const chart = chartOf(
      result(
        [region, line, amount],
        [
          ['华东', '文具', '1'],
          ['华东', '耗材', '2'],
          ['华南', '耗材', '3'],
        ],
      ),
      words,
    );
    expect(chart.categories.map((each) => each.text)).toEqual(['华东', '华南']);
    expect(chart.series.map((series) => [series.name, series.values])).toEqual([
      ['文具', [1, null]],
      ['耗材', [2, 3]],
    ]);
    expect(hitOf(chart, 1, 1)).toEqual({ region: '华南', line: '耗材' });
  });

  it('puts further dimensions together so that no row hides another', () => {
    const third: ResultColumn = { ...region, key: 'city' };
    const rows = [
      ['华东', '文具', '上海', '1'],
      ['华东', '文具', '苏州', '2'],
    ];
    const chart = chartOf(result([region, line, third, amount], rows), words);
    expect(chart.categories.map((each) => each.text)).toEqual(['华东 · 上海', '华东 · 苏州']);
    expect(chart.series[0]?.values).toEqual([1, 2]);
  });

  it('lets time run evenly where a month has no row', () => {
    const chart = chartOf(
      result(
        [month, amount],
        [
          ['2025-11-01', '1'],
          ['2026-02-01', '2'],
        ],
      ),
      words,
    );
    expect(chart.categories.map((each) => each.text)).toEqual(['2025年11月', '2025年12月', '2026年1月', '2026年2月']);
    expect(chart.series[0]?.values).toEqual([1, null, null, 2]);
  });

  it('keeps an order that is not that of time', () => {
    const rows = [
      ['2026-02-01', '9'],
      ['2025-11-01', '5'],
      ['2025-12-01', '1'],
    ];
    expect(chartOf(result([month, amount], rows), words).categories.map((each) => each.key)).toEqual([
      '2026-02-01',
      '2025-11-01',
      '2025-12-01',
    ]);
  });

  it('tells records of the same name apart', () => {
    const customer: ResultColumn = { key: 'customer', label: '客户', type: 'reference', role: 'dimension' };
    const rows = [
      [{ id: 'a', title: '张三' }, '1'],
      [{ id: 'b', title: '张三' }, '2'],
    ];
    expect(chartOf(result([customer, amount], rows), words).series[0]?.values).toEqual([1, 2]);
  });

  it('draws no more series than can be told apart, and counts the others', () => {
    const rows = Array.from({ length: 30 }, (_, at) => ['华东', `线${at}`, '1']);
    const { omissions, option } = draw('stacked_bar', result([region, line, amount], rows));
    expect(option.series).toHaveLength(20);
    expect(omissions).toEqual([{ kind: 'series', count: 10 }]);
  });
});

describe('the map', () => {
  it('has every division at province level once, each at a place of its own', () => {
    expect(PROVINCES).toHaveLength(34);
    expect(new Set(PROVINCES.map((each) => each.code)).size).toBe(34);
    expect(new Set(PROVINCES.map((each) => `${each.x}/${each.y}`)).size).toBe(34);
    for (const code of ['710000', '810000', '820000']) {
      expect(PROVINCES.some((each) => each.code === code)).toBe(true);
    }
  });

  it.each([
    ['广东省', '440000'],
    ['广东', '440000'],
    ['内蒙古自治区', '150000'],
    ['新疆维吾尔自治区', '650000'],
    ['香港特别行政区', '810000'],
    ['北京市', '110000'],
    ['江苏省苏州市', '320000'],
    ['吉林市', '220000'],
  ])('reads %s', (name, code) => {
    expect(provinceOf(null, name)?.code).toBe(code);
  });

  it('adds the cities of a province up exactly and names what is nowhere', () => {
    const rows = [
      ['440300', '0.10'],
      ['440100', '0.20'],
      ['海外', '5'],
    ];
    const map = mapOf(result([region, amount], rows), {}, words);
    const tile = map.tiles.find((each) => each.province.code === '440000');
    expect(tile?.exact).toBe('0.3');
    expect(map.elsewhere.map((each) => each.text)).toEqual(['海外']);
  });
});

describe('heat', () => {
  it('is stronger the greater a value is, and of another colour below nothing', () => {
    expect([0, 1, 49, 50, 100, -100].map((value) => strength(value, 100))).toEqual([0, 1, 3, 3, 5, -5]);
    expect(strength(null, 100)).toBe(0);
  });

  it('shows as many rows and columns as fit and counts the others', () => {
    const rows = Array.from({ length: 100 }, (_, at) => [`行${at}`, '列', '1']);
    const map = heatMapOf(result([region, line, amount], rows), {}, words);
    expect(map.chart.categories).toHaveLength(60);
    expect(map.hiddenRows).toBe(40);
  });

  it('draws the last years of a calendar, whole weeks from Monday on', () => {
    const day: ResultColumn = { ...month, key: 'day', bucket: 'day' };
    const rows = Array.from({ length: 40 }, (_, at) => [`${1986 + at}-03-01`, '1']);
    const calendar = calendarOf(result([day, count], rows), {}, words, 3);
    expect(calendar.years.map((each) => each.year)).toEqual([2025, 2024, 2023]);
    expect(calendar.hidden).toBe(37);
    const [first] = calendar.years;
    expect(first?.weeks.every((week) => week.length === 7)).toBe(true);
    const days = first?.weeks.flat().filter((each) => each !== undefined) ?? [];
    expect(days).toHaveLength(365);
    expect(first?.weeks[0]?.findIndex((each) => each?.day === '2025-01-01')).toBe(2);
  });
});

describe('other pictures', () => {
  it('makes the greatest word the largest and counts those that have no room', () => {
    const rows = Array.from({ length: 100 }, (_, at) => [`词${at}`, String(at)]);
    const { words: shown, hidden } = cloudOf(result([region, count], rows), {}, words);
    expect(shown[0]).toMatchObject({ weight: 1, category: { text: '词99' } });
    expect(shown).toHaveLength(80);
    expect(hidden).toBe(20);
  });

  it('puts a gauge on a round scale that holds its target', () => {
    expect(gaugeOf(730, {}, 1200)).toMatchObject({ from: 0, to: 2000, share: 0.365, target: 0.6 });
    expect(gaugeOf(null, {}, undefined)).toMatchObject({ from: 0, to: 1, share: 0 });
    expect(gaugeOf(-30, {}, undefined).from).toBe(-50);
    expect(gaugeOf(300, { maximum: '200' }, undefined).share).toBe(1);
  });

  it('takes the last of a dated answer as its number, with the way it came', () => {
    const growth: ResultColumn = { key: 'growth', label: '环比', type: 'percent', role: 'window' };
    const [big] = bigNumbersOf(
      result(
        [month, amount, growth],
        [
          ['2026-01-01', '100', null],
          ['2026-02-01', '150', '0.5'],
        ],
      ),
    );
    expect(big).toMatchObject({ cell: '150', points: [100, 150] });
    expect(big?.changes[0]).toMatchObject({ cell: '0.5', value: 0.5 });
  });
});
