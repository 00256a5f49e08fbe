import type { ChartType, WidgetData } from '@/api/dashboards';
import type { Language } from '@/engine/blueprint';
import { chartColour } from '@/ui/values/colour';
import { cellText, dimensionOf, measuresOf, shortNumber } from './chart-data';
import type { ChartOption } from './echart';

/** The order in which series and slices without a colour of their own take one. */
const SERIES = ['blue', 'cyan', 'gold', 'purple', 'green', 'orange', 'pink', 'indigo', 'lime', 'red', 'grey'];

const FONT = 'system-ui, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif';

interface ChartStyle {
  language: Language;
  nothing: string;
  /** Resolves a colour of the theme: charts cannot read custom properties. */
  colour: (variable: string) => string;
}

export function chartOption(chart: ChartType, data: WidgetData, style: ChartStyle): ChartOption | undefined {
  if (chart === 'bar' || chart === 'line') return axisOption(chart, data, style);
  return chart === 'pie' ? pieOption(data, style) : undefined;
}

function names(data: WidgetData, style: ChartStyle): string[] {
  const at = dimensionOf(data);
  const column = data.columns[at];
  return data.rows.map((row) => (column ? cellText(column, row[at], style.language, style.nothing) : ''));
}

/** The colour an option has everywhere, else the next of the palette. */
function rowColour(data: WidgetData, index: number, style: ChartStyle): string {
  const at = dimensionOf(data);
  const key = data.rows[index]?.[at];
  const option = data.columns[at]?.options?.find((each) => each.key === key);
  return style.colour(chartColour(option?.color ?? SERIES[index % SERIES.length]));
}

function tooltip(style: ChartStyle) {
  return {
    backgroundColor: style.colour('var(--surface)'),
    borderColor: style.colour('var(--line)'),
    textStyle: { color: style.colour('var(--text)'), fontSize: 13 },
    confine: true,
  };
}

function axisOption(chart: 'bar' | 'line', data: WidgetData, style: ChartStyle): ChartOption {
  const text = style.colour('var(--text-3)');
  const line = style.colour('var(--line)');
  const measures = measuresOf(data);
  const hasOptions = data.columns[dimensionOf(data)]?.options !== undefined;
  return {
    textStyle: { fontFamily: FONT },
    animationDuration: 250,
    animationDurationUpdate: 250,
    grid: { left: 8, right: 12, top: measures.length > 1 ? 32 : 12, bottom: 4, containLabel: true },
    legend: measures.length > 1 ? { top: 0, textStyle: { color: text } } : undefined,
    tooltip: {
      ...tooltip(style),
      trigger: 'axis',
      axisPointer: { type: chart === 'bar' ? 'shadow' : 'line' },
    },
    xAxis: {
      type: 'category',
      data: names(data, style),
      axisLabel: { color: text, hideOverlap: true },
      axisLine: { lineStyle: { color: line } },
      axisTick: { show: false },
    },
    yAxis: {
      type: 'value',
      axisLabel: { color: text, formatter: (value: number) => shortNumber(value, style.language) },
      splitLine: { lineStyle: { color: line } },
    },
    series: measures.map((at, index) => {
      const column = data.columns[at];
      return {
        name: column?.label,
        type: chart,
        barMaxWidth: 36,
        smooth: false,
        symbolSize: 5,
        lineStyle: { width: 2 },
        itemStyle: {
          color: style.colour(chartColour(SERIES[index % SERIES.length])),
          borderRadius: chart === 'bar' ? [3, 3, 0, 0] : 0,
        },
        data: data.rows.map((row, position) => ({
          value: Number(row[at] ?? 0),
          ...(hasOptions && measures.length === 1 ? { itemStyle: { color: rowColour(data, position, style) } } : {}),
        })),
        tooltip: {
          valueFormatter: (_: unknown, position: number) =>
            column ? cellText(column, data.rows[position]?.[at], style.language, style.nothing) : '',
        },
      };
    }),
  };
}

function pieOption(data: WidgetData, style: ChartStyle): ChartOption {
  const [at = 1] = measuresOf(data);
  const column = data.columns[at];
  const labels = names(data, style);
  const exact = (index: number) => (column ? cellText(column, data.rows[index]?.[at], style.language, '0') : '');
  const sum = data.rows.reduce((total, row) => total + Number(row[at] ?? 0), 0);
  const percent = (index: number) => {
    const share = sum === 0 ? 0 : (Number(data.rows[index]?.[at] ?? 0) / sum) * 100;
    return `${share.toFixed(1)}%`;
  };
  return {
    textStyle: { fontFamily: FONT },
    animationDuration: 250,
    animationDurationUpdate: 250,
    tooltip: {
      ...tooltip(style),
      trigger: 'item',
      formatter: (item: { dataIndex: number; name: string }) =>
        `${escapeText(item.name)}　${exact(item.dataIndex)}（${percent(item.dataIndex)}）`,
    },
    legend: {
      type: 'scroll',
      orient: 'vertical',
      left: '60%',
      top: 'middle',
      icon: 'circle',
      itemWidth: 9,
      itemHeight: 9,
      itemGap: 12,
      textStyle: { color: style.colour('var(--text-2)'), fontSize: 13 },
      pageTextStyle: { color: style.colour('var(--text-2)') },
      formatter: (name: string) => `${name}  ${percent(labels.indexOf(name))}`,
    },
    series: [
      {
        type: 'pie',
        center: ['30%', '50%'],
        radius: ['38%', '62%'],
        itemStyle: { borderColor: style.colour('var(--surface)'), borderWidth: 2 },
        label: { show: false },
        data: data.rows.map((row, index) => ({
          name: labels[index],
          value: Number(row[at] ?? 0),
          itemStyle: { color: rowColour(data, index, style) },
        })),
      },
    ],
  };
}

/** Tooltips of charts are markup; names in the data are text. */
function escapeText(text: string): string {
  return text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);
}
