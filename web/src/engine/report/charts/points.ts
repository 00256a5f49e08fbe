import type { Encode, Look } from '../look';
import { cellNumber, cellText, columnAt, dimensionsOf, measuresOf, type Result } from '../result';
import { chartOf } from '../series';
import { shortNumber } from '../units';
import {
  type ChartOption,
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

/** More points than this are one blot. */
const MOST_POINTS = 5_000;

/** The first measure against the second, each group a point; a third one is how large it is drawn. */
export function scatterPicture(result: Result, encode: Encode, look: Look, style: ChartStyle): Picture {
  const measures = measuresOf(result);
  const named = (key: string | undefined, otherwise: number | undefined) => {
    const at = columnAt(result, key);
    return at >= 0 ? at : otherwise;
  };
  const xAt = named(encode.x, measures[0]);
  const yAt = named(typeof encode.y === 'string' ? encode.y : encode.y?.[0], measures[1]);
  const sizeAt = named(encode.size, measures[2]);
  const names = dimensionsOf(result);
  const x = xAt === undefined ? undefined : result.columns[xAt];
  const y = yAt === undefined ? undefined : result.columns[yAt];
  const placed = result.rows.flatMap((row, index) => {
    const at = [cellNumber(row[xAt ?? -1]), cellNumber(row[yAt ?? -1])] as const;
    return at[0] === null || at[1] === null
      ? []
      : [{ value: [at[0], at[1]], at: index, size: cellNumber(row[sizeAt ?? -1]) }];
  });
  const drawn = placed.slice(0, MOST_POINTS);
  const largest = Math.max(...drawn.map((point) => Math.abs(point.size ?? 0)), 0);
  const omissions: Omission[] = [
    ...(placed.length < result.rows.length
      ? [{ kind: 'no_number' as const, count: result.rows.length - placed.length }]
      : []),
    ...(drawn.length < placed.length ? [{ kind: 'folded' as const, count: placed.length - drawn.length }] : []),
  ];
  const axis = (column: { label: string } | undefined): ChartOption => ({
    type: 'value',
    scale: true,
    name: column?.label ?? '',
    nameLocation: 'middle',
    nameGap: 26,
    nameTextStyle: { color: style.theme('text-3') },
    axisLabel: { color: style.theme('text-3'), formatter: (value: number) => shortNumber(value, style.words.language) },
    splitLine: { lineStyle: { color: style.theme('line') } },
    splitNumber: 4,
  });
  return {
    omissions,
    option: {
      ...frame(),
      grid: { left: 30, right: 16, top: 12, bottom: 26, containLabel: true },
      tooltip: {
        ...tooltip(style),
        trigger: 'item',
        formatter: ({ dataIndex }: { dataIndex: number }) => {
          const row = result.rows[drawn[dataIndex]?.at ?? -1] ?? [];
          const title = names
            .map((at) => (result.columns[at] ? cellText(result.columns[at], row[at], style.words) : ''))
            .join(' · ');
          const rows = measuresOf(result).map((at, index) => {
            const column = result.columns[at];
            return column
              ? tipRow(style.hue(hueAt(index)), column.label, cellText(column, row[at], style.words, look))
              : '';
          });
          return `<div style="margin-bottom:4px">${escapeText(title)}</div>${rows.join('')}`;
        },
      },
      xAxis: axis(x),
      yAxis: axis(y),
      series: [
        {
          type: 'scatter',
          large: drawn.length > 2_000,
          itemStyle: { color: style.hue(look.colors?.[0] ?? 'blue'), opacity: 0.72 },
          symbolSize:
            sizeAt === undefined || largest === 0
              ? 9
              : (_: unknown, { dataIndex }: { dataIndex: number }) =>
                  6 + 30 * Math.sqrt(Math.abs(drawn[dataIndex]?.size ?? 0) / largest),
          data: drawn.map(({ value, at }) => ({ value, at })),
        },
      ],
    },
  };
}

/** More corners than this make a circle. */
const MOST_CORNERS = 16;

/** Groups as the corners of a net, a shape per series. What is below nothing has no place on it. */
export function radarPicture(result: Result, encode: Encode, look: Look, style: ChartStyle): Picture {
  const chart = chartOf(result, style.words, encode);
  const corners = chart.categories.slice(0, MOST_CORNERS);
  const negative = chart.series.reduce(
    (sum, series) => sum + series.values.filter((value) => (value ?? 0) < 0).length,
    0,
  );
  const largest = corners.map((_, at) => Math.max(...chart.series.map((series) => series.values[at] ?? 0), 0));
  // Series of one measure share a scale; different measures each have their own.
  const common = chart.splitBy || chart.series.length === 1 ? Math.max(...largest, 0) : undefined;
  const hue = (index: number) => {
    const series = chart.series[index];
    return style.hue(series?.colour ?? hueAt(index, look.colors));
  };
  const omissions: Omission[] = [
    ...(chart.categories.length > corners.length
      ? [{ kind: 'folded' as const, count: chart.categories.length - corners.length }]
      : []),
    ...(chart.hidden > 0 ? [{ kind: 'series' as const, count: chart.hidden }] : []),
    ...(negative > 0 ? [{ kind: 'not_positive' as const, count: negative }] : []),
  ];
  return {
    omissions,
    option: {
      ...frame(),
      legend:
        chart.series.length > 1 ? { type: 'scroll', top: 0, textStyle: { color: style.theme('text-2') } } : undefined,
      tooltip: {
        ...tooltip(style),
        trigger: 'item',
        formatter: ({ dataIndex }: { dataIndex: number }) => {
          const series = chart.series[dataIndex];
          if (!series) return '';
          const rows = corners.map((corner, at) =>
            tipRow(hue(dataIndex), corner.text, cellText(series.column, series.cells[at], style.words, look)),
          );
          return `<div style="margin-bottom:4px">${escapeText(series.name)}</div>${rows.join('')}`;
        },
      },
      radar: {
        radius: '66%',
        center: ['50%', chart.series.length > 1 ? '56%' : '52%'],
        axisName: { color: style.theme('text-2'), formatter: (name: string) => shortened(name, 8) },
        splitArea: { show: false },
        splitLine: { lineStyle: { color: style.theme('line') } },
        axisLine: { lineStyle: { color: style.theme('line') } },
        indicator: corners.map((corner, at) => ({ name: corner.text, max: (common ?? largest[at] ?? 0) || 1 })),
      },
      series: [
        {
          type: 'radar',
          symbolSize: 4,
          data: chart.series.map((series, index) => ({
            name: series.name,
            value: corners.map((_, at) => Math.max(series.values[at] ?? 0, 0)),
            lineStyle: { color: hue(index), width: 2 },
            itemStyle: { color: hue(index) },
            areaStyle: { color: hue(index), opacity: 0.12 },
          })),
        },
      ],
    },
  };
}
