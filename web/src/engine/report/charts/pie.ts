import type { Encode, Look } from '../look';
import { cellText, type Result } from '../result';
import { chartOf, topOf } from '../series';
import { shortNumber } from '../units';
import {
  type ChartStyle,
  escapeText,
  frame,
  hueAt,
  type Omission,
  type Picture,
  shortened,
  tipRow,
  tooltip,
} from './style';

/** More slices than this are slivers. */
const MOST_SLICES = 12;

interface Slice {
  name: string;
  value: number;
  exact: string;
  colour: string;
  /** The place among the categories; undefined for the rest put together. */
  at: number | undefined;
}

/** A ring, or a full pie: shares of a whole. What is not above nothing has no share, which the reader is told. */
export function piePicture(
  kind: 'pie' | 'ring',
  result: Result,
  encode: Encode,
  look: Look,
  style: ChartStyle,
): Picture {
  const { slices, omissions, column } = slicesOf(result, encode, look, style);
  const whole = slices.reduce((sum, slice) => sum + slice.value, 0);
  const share = (slice: Slice | undefined) =>
    `${whole === 0 || !slice ? 0 : ((slice.value / whole) * 100).toFixed(1)}%`;
  const beside = style.width >= 300 && look.legend !== false;
  const middle = kind === 'ring' && column?.type !== 'percent';
  const legend = look.legend ?? true;
  return {
    omissions,
    option: {
      ...frame(),
      tooltip: {
        ...tooltip(style),
        trigger: 'item',
        formatter: ({ dataIndex }: { dataIndex: number }) => {
          const slice = slices[dataIndex];
          return slice ? tipRow(slice.colour, slice.name, `${slice.exact}（${share(slice)}）`) : '';
        },
      },
      legend: legend && {
        type: 'scroll',
        icon: 'circle',
        itemWidth: 9,
        itemHeight: 9,
        ...(beside ? { orient: 'vertical', left: '58%', top: 'middle', itemGap: 10 } : { bottom: 0, left: 'center' }),
        textStyle: { color: style.theme('text-2'), fontSize: 13 },
        pageTextStyle: { color: style.theme('text-2') },
        formatter: (name: string) => {
          const slice = slices.find((each) => each.name === name);
          const room = beside ? Math.max(6, Math.floor((style.width * 0.42 - 76) / 13)) : 8;
          return `${shortened(name, room)}  ${share(slice)}`;
        },
      },
      ...(middle
        ? {
            title: {
              text: shortNumber(whole, style.words.language),
              left: beside ? '28.5%' : '49.5%',
              top: beside ? 'middle' : '36%',
              textAlign: 'center',
              textStyle: { color: style.theme('text'), fontSize: 18, fontWeight: 600 },
            },
          }
        : {}),
      series: [
        {
          type: 'pie',
          center: beside ? ['29%', '50%'] : ['50%', '42%'],
          radius: kind === 'pie' ? ['0%', '66%'] : ['46%', '68%'],
          itemStyle: { borderColor: style.theme('surface'), borderWidth: 2 },
          label: look.labels ? { color: style.theme('text-2'), formatter: '{d}%' } : { show: false },
          labelLine: { show: look.labels === true, length: 6, length2: 6 },
          data: slices.map((slice) => ({
            name: slice.name,
            value: slice.value,
            itemStyle: { color: slice.colour },
            at: slice.at,
          })),
        },
      ],
    },
  };
}

function slicesOf(result: Result, encode: Encode, look: Look, style: ChartStyle) {
  const chart = chartOf(result, style.words, encode, false);
  const [series] = chart.series;
  const positive = chart.categories.map((_, index) => (series?.values[index] ?? 0) > 0);
  const omitted = positive.filter((each) => !each).length;
  const only = {
    ...chart,
    categories: chart.categories.filter((_, index) => positive[index]),
    series: chart.series.map((each) => ({
      ...each,
      values: each.values.filter((_, index) => positive[index]),
      cells: each.cells.filter((_, index) => positive[index]),
    })),
  };
  const { slices: top, folded, rest } = topOf(only, MOST_SLICES);
  const place = new Map(chart.categories.map((each, index) => [each, index]));
  const slices = top.map(
    (each, index): Slice => ({
      name: each.category.text,
      value: each.value,
      exact: series ? cellText(series.column, each.cell, style.words, look) : '',
      colour: style.hue(each.category.colour ?? (each.category.others ? 'grey' : hueAt(index, look.colors))),
      at: place.get(each.category),
    }),
  );
  if (folded > 0) {
    slices.push({
      name: `${style.words.others} (${folded})`,
      value: rest,
      exact: shortNumber(rest, style.words.language),
      colour: style.hue('grey'),
      at: undefined,
    });
  }
  const omissions: Omission[] = [
    ...(omitted > 0 ? [{ kind: 'not_positive' as const, count: omitted }] : []),
    ...(folded > 0 ? [{ kind: 'folded' as const, count: folded }] : []),
  ];
  return { slices, omissions, column: series?.column };
}

/** How far steps of a way are walked: each against the first and against the one before. */
export function funnelPicture(result: Result, encode: Encode, look: Look, style: ChartStyle): Picture {
  const { slices, omissions } = slicesOf(result, encode, look, style);
  const first = slices[0]?.value ?? 0;
  const part = (value: number, of: number) => (of === 0 ? '0%' : `${((value / of) * 100).toFixed(1)}%`);
  return {
    omissions,
    option: {
      ...frame(),
      tooltip: {
        ...tooltip(style),
        trigger: 'item',
        formatter: ({ dataIndex }: { dataIndex: number }) => {
          const slice = slices[dataIndex];
          if (!slice) return '';
          const before = slices[dataIndex - 1];
          return [
            tipRow(slice.colour, slice.name, slice.exact),
            `<div>${part(slice.value, first)} ← ${escapeText(slices[0]?.name ?? '')}</div>`,
            before ? `<div>${part(slice.value, before.value)} ← ${escapeText(before.name)}</div>` : '',
          ].join('');
        },
      },
      series: [
        {
          type: 'funnel',
          sort: 'none',
          left: '4%',
          right: style.width < 480 ? '46%' : '34%',
          top: 8,
          bottom: 8,
          minSize: '4%',
          gap: 2,
          itemStyle: { borderWidth: 0 },
          label: {
            position: 'right',
            color: style.theme('text-2'),
            fontSize: 12,
            formatter: ({ dataIndex }: { dataIndex: number }) => {
              const slice = slices[dataIndex];
              return slice ? `${shortened(slice.name, 6)} ${slice.exact} · ${part(slice.value, first)}` : '';
            },
          },
          labelLine: { length: 6, lineStyle: { color: style.theme('line') } },
          data: slices.map((slice) => ({
            name: slice.name,
            value: slice.value,
            itemStyle: { color: slice.colour },
            at: slice.at,
          })),
        },
      ],
    },
  };
}
