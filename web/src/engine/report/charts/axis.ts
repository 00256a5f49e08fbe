import { type Encode, type Look, thresholdColour } from '../look';
import { cellText, type Result } from '../result';
import { type Chart, chartOf, type Series } from '../series';
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

export type AxisKind = 'bar' | 'stacked_bar' | 'line' | 'area' | 'combined';

/** With more groups than this the picture shows a part of the axis and a slider to move along it. */
const MOST_AT_ONCE = { bar: 60, line: 400 } as const;

/** Tips list no more series than a screen holds. */
const MOST_TIP_ROWS = 14;

/** Bars, lines, areas, or bars with lines: groups along one axis, numbers along the other. */
export function axisPicture(kind: AxisKind, result: Result, encode: Encode, wanted: Look, style: ChartStyle): Picture {
  const look: Look =
    kind === 'stacked_bar' ? { ...wanted, stack: wanted.stack === 'percent' ? 'percent' : 'normal' } : wanted;
  const whole = chartOf(result, style.words, encode);
  const planned = whole.series.filter((series) => series.column.key === look.target?.column);
  const chart = { ...whole, series: whole.series.filter((series) => !planned.includes(series)) };
  const shares = look.stack === 'percent' ? sharesOf(chart) : undefined;
  const across = look.horizontal === true && (kind === 'bar' || kind === 'stacked_bar');
  const omissions: Omission[] = chart.hidden > 0 ? [{ kind: 'series', count: chart.hidden }] : [];
  const legend = look.legend ?? chart.series.length + planned.length > 1;
  const right = chart.series.some((series) => standsRight(kind, series, look, chart));
  const groups = groupAxis(kind, chart, style, across);
  const values = [valueAxis(look, style, false), ...(right ? [valueAxis(look, style, true)] : [])];
  const slider = zoom(kind, chart, style, across);
  return {
    omissions,
    option: {
      ...frame(),
      grid: {
        left: 8,
        right: 14,
        top: legend ? 34 : 14,
        bottom: slider.length > 0 && !across ? 30 : 4,
        containLabel: true,
      },
      legend: legend
        ? {
            type: 'scroll',
            top: 0,
            icon: 'roundRect',
            itemWidth: 12,
            itemHeight: 8,
            textStyle: { color: style.theme('text-2') },
          }
        : undefined,
      tooltip: {
        ...tooltip(style),
        trigger: 'axis',
        axisPointer: { type: kind === 'line' || kind === 'area' ? 'line' : 'shadow' },
        formatter: (items: readonly { dataIndex: number }[]) =>
          tip({ ...chart, series: [...chart.series, ...planned] }, items[0]?.dataIndex ?? 0, look, style, shares),
      },
      xAxis: across ? values : groups,
      yAxis: across ? groups : values,
      dataZoom: slider,
      series: [
        ...chart.series.map((series, index) =>
          drawn(kind, { chart, series, index, look, style, across, shares: shares?.[index] }),
        ),
        ...planned.map((series) => plan(series, style)),
      ],
    },
  };
}

function sharesOf(chart: Chart): number[][] {
  const totals = chart.categories.map((_, at) =>
    chart.series.reduce((sum, series) => sum + Math.abs(series.values[at] ?? 0), 0),
  );
  return chart.series.map((series) =>
    series.values.map((value, at) => {
      const total = totals[at] ?? 0;
      return total === 0 ? 0 : (Math.abs(value ?? 0) / total) * 100;
    }),
  );
}

function drawsLine(kind: AxisKind, series: Series, look: Look, chart: Chart): boolean {
  if (kind === 'line' || kind === 'area') return true;
  if (kind !== 'combined') return false;
  const type = look.types?.[series.column.key];
  // Where nobody says which columns are lines, the last one is.
  return type ? type === 'line' : chart.series.length > 1 && series === chart.series.at(-1);
}

function standsRight(kind: AxisKind, series: Series, look: Look, chart: Chart): boolean {
  const side = look.axes?.[series.column.key];
  if (side) return side === 'right';
  return kind === 'combined' && look.axes === undefined && drawsLine(kind, series, look, chart);
}

/** What was aimed at, group by group. */
function plan(series: Series, style: ChartStyle): ChartOption {
  return {
    name: series.name,
    type: 'line',
    step: 'middle',
    symbol: 'none',
    lineStyle: { color: style.hue('red'), type: 'dashed', width: 1.5 },
    itemStyle: { color: style.hue('red') },
    data: series.values,
  };
}

function groupAxis(kind: AxisKind, chart: Chart, style: ChartStyle, across: boolean): ChartOption {
  const room = across ? Math.max(6, Math.floor(style.width / 40)) : 12;
  return {
    type: 'category',
    inverse: across,
    boundaryGap: (kind !== 'line' && kind !== 'area') || chart.categories.length < 2,
    data: chart.categories.map((each) => each.text),
    axisLabel: {
      color: style.theme('text-3'),
      hideOverlap: true,
      formatter: (text: string) => shortened(text, room),
    },
    axisLine: { lineStyle: { color: style.theme('line') } },
    axisTick: { show: false },
  };
}

function valueAxis(look: Look, { words, theme }: ChartStyle, right: boolean): ChartOption {
  const share = look.stack === 'percent';
  const end = (text: string | undefined) => (text === undefined || right ? Number.NaN : Number(text));
  const [least, most] = [end(look.minimum), end(look.maximum)];
  return {
    type: 'value',
    scale: look.start === 'auto',
    ...(share ? { min: 0, max: 100 } : {}),
    ...(Number.isFinite(least) ? { min: least } : {}),
    ...(Number.isFinite(most) ? { max: most } : {}),
    axisLabel: {
      color: theme('text-3'),
      formatter: (value: number) => (share ? `${value}%` : shortNumber(value, words.language)),
    },
    splitLine: { show: !right, lineStyle: { color: theme('line') } },
    splitNumber: 4,
  };
}

function zoom(kind: AxisKind, chart: Chart, style: ChartStyle, across: boolean): ChartOption[] {
  const most = kind === 'line' || kind === 'area' ? MOST_AT_ONCE.line : MOST_AT_ONCE.bar;
  if (chart.categories.length <= most) return [];
  const axis = across ? { yAxisIndex: 0 } : { xAxisIndex: 0 };
  // Time is read from its end, everything else from its beginning.
  const late = chart.dimension?.bucket !== undefined && !across;
  const last = chart.categories.length - 1;
  const range = late
    ? { startValue: Math.max(0, last - most + 1), endValue: last }
    : { startValue: 0, endValue: most - 1 };
  return [
    { type: 'inside', ...axis, ...range, zoomOnMouseWheel: 'ctrl', moveOnMouseWheel: false },
    {
      type: 'slider',
      ...axis,
      ...range,
      ...(across ? { width: 14, right: 0 } : { height: 16, bottom: 4 }),
      showDetail: false,
      brushSelect: false,
      borderColor: style.theme('line'),
      fillerColor: `${style.theme('accent')}22`,
    },
  ];
}

interface Drawn {
  chart: Chart;
  series: Series;
  index: number;
  look: Look;
  style: ChartStyle;
  across: boolean;
  shares: readonly number[] | undefined;
}

/** The name of the colour of a series. */
function hueOf({ series, index, look }: Pick<Drawn, 'series' | 'index' | 'look'>): string {
  return series.colour ?? hueAt(index, look.colors);
}

function drawn(kind: AxisKind, of: Drawn): ChartOption {
  const { chart, series, look, style, across } = of;
  const line = drawsLine(kind, series, look, chart);
  const colour = style.hue(hueOf(of));
  const alone = chart.series.length === 1;
  const values = of.shares ?? series.values;
  const stacks = look.stack === 'normal' || look.stack === 'percent';
  const stacked = stacks && !line;
  return {
    name: series.name,
    type: line ? 'line' : 'bar',
    ...(standsRight(kind, series, look, chart) ? { yAxisIndex: 1 } : {}),
    ...(stacked || (stacks && kind === 'area') ? { stack: 'all' } : {}),
    ...(line ? { smooth: look.smooth === true, connectNulls: false, sampling: 'lttb' } : { barMaxWidth: 36 }),
    ...(kind === 'area' ? { areaStyle: { opacity: stacks ? 0.55 : 0.14 } } : {}),
    symbolSize: 5,
    showSymbol: chart.categories.length <= 60,
    lineStyle: { width: 2 },
    emphasis: { focus: alone ? 'none' : 'series' },
    itemStyle: { color: colour, ...(line || stacked ? {} : { borderRadius: across ? [0, 3, 3, 0] : [3, 3, 0, 0] }) },
    label: label(of, line),
    data: values.map((value, at) => {
      const look = own(of, at, alone && !line, value);
      return look === undefined ? value : { value, ...look };
    }),
    ...mark(of),
  };
}

/** Bars of one series have the colours of their options, and of the thresholds they reach. */
function own(
  { chart, series, look, style, across }: Drawn,
  at: number,
  alone: boolean,
  value: number | null,
): ChartOption | undefined {
  const hue =
    thresholdColour(look.thresholds, series.values[at] ?? null) ?? (alone ? chart.categories[at]?.colour : undefined);
  const negative = alone && (value ?? 0) < 0;
  if (hue === undefined && !negative) return undefined;
  const corner = across ? [3, 0, 0, 3] : [0, 0, 3, 3];
  return {
    itemStyle: {
      ...(hue === undefined ? {} : { color: style.hue(hue) }),
      ...(negative ? { borderRadius: corner } : {}),
    },
  };
}

function label({ chart, series, look, style, across, shares }: Drawn, line: boolean): ChartOption {
  // On a picture full of groups the numbers would lie over one another.
  const room = chart.categories.length * chart.series.length <= Math.max(12, style.width / 28);
  if (!look.labels || !room) return { show: false };
  const inside = (look.stack === 'normal' || look.stack === 'percent') && !line;
  return {
    show: true,
    position: inside ? 'inside' : across ? 'right' : 'top',
    color: inside ? '#fff' : style.theme('text-2'),
    fontSize: 11,
    formatter: ({ dataIndex }: { dataIndex: number }) =>
      shares
        ? `${(shares[dataIndex] ?? 0).toFixed(0)}%`
        : series.values[dataIndex] === null
          ? ''
          : look.unit === undefined && look.decimals === undefined && series.column.type !== 'percent'
            ? shortNumber(series.values[dataIndex] ?? 0, style.words.language)
            : cellText(series.column, series.cells[dataIndex], style.words, look),
  };
}

/** The target, once: on the first series. */
function mark({ index, look, style, across }: Drawn): ChartOption {
  const value = look.target?.value === undefined ? Number.NaN : Number(look.target.value);
  if (index > 0 || !Number.isFinite(value)) return {};
  return {
    markLine: {
      silent: true,
      symbol: 'none',
      animation: false,
      lineStyle: { color: style.hue('red'), type: 'dashed', width: 1.5 },
      label: {
        position: 'insideEndTop',
        color: style.hue('red'),
        formatter: shortNumber(value, style.words.language),
      },
      data: [across ? { xAxis: value } : { yAxis: value }],
    },
  };
}

function tip(chart: Chart, at: number, look: Look, style: ChartStyle, shares: readonly number[][] | undefined): string {
  const rows = chart.series.map((series, index) => ({
    value: series.values[at] ?? null,
    html: tipRow(
      style.hue(hueOf({ series, index, look })),
      series.name,
      exact(series, at, look, style) + (shares ? `（${(shares[index]?.[at] ?? 0).toFixed(1)}%）` : ''),
    ),
  }));
  // With many series those that have something here come first.
  const shown =
    rows.length <= MOST_TIP_ROWS
      ? rows
      : rows.toSorted((left, right) => Math.abs(right.value ?? 0) - Math.abs(left.value ?? 0)).slice(0, MOST_TIP_ROWS);
  const more = rows.length > shown.length ? `<div>… ${rows.length - shown.length}</div>` : '';
  return `<div style="margin-bottom:4px">${escapeText(chart.categories[at]?.text ?? '')}</div>${shown.map((row) => row.html).join('')}${more}`;
}

function exact(series: Series, at: number, look: Look, { words }: ChartStyle): string {
  const cell = series.cells[at];
  return cellText(series.column, cell, words, look);
}
