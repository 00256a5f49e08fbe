import { BarChart, FunnelChart, LineChart, PieChart, RadarChart, ScatterChart } from 'echarts/charts';
import {
  DataZoomComponent,
  GridComponent,
  LegendComponent,
  MarkLineComponent,
  RadarComponent,
  TitleComponent,
  TooltipComponent,
} from 'echarts/components';
import * as echarts from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { useEffect, useRef } from 'react';
import type { ChartOption } from '@/engine/report/charts/style';

echarts.use([
  BarChart,
  LineChart,
  PieChart,
  FunnelChart,
  ScatterChart,
  RadarChart,
  GridComponent,
  RadarComponent,
  TitleComponent,
  TooltipComponent,
  LegendComponent,
  DataZoomComponent,
  MarkLineComponent,
  SVGRenderer,
]);

/** What was hit: its place among the groups and the series, and what the builder of the picture put beside it. */
export interface Hit {
  index: number;
  series: number;
  data: unknown;
}

interface EChartProps {
  option: ChartOption;
  onHit?: ((hit: Hit) => void) | undefined;
}

/** A chart that follows its box and its data. Decoration for the eye: the table behind it says the same in words. */
export default function EChart({ option, onHit }: EChartProps) {
  const box = useRef<HTMLDivElement>(null);
  const chart = useRef<echarts.ECharts | undefined>(undefined);
  const latest = useRef(onHit);
  latest.current = onHit;
  useEffect(() => {
    if (!box.current) return;
    const made = echarts.init(box.current, null, { renderer: 'svg' });
    chart.current = made;
    made.on('click', (event) => {
      const { dataIndex, seriesIndex, data } = event as { dataIndex?: number; seriesIndex?: number; data?: unknown };
      if (dataIndex !== undefined) latest.current?.({ index: dataIndex, series: seriesIndex ?? 0, data });
    });
    const watcher = new ResizeObserver(() => made.resize());
    watcher.observe(box.current);
    return () => {
      watcher.disconnect();
      made.dispose();
    };
  }, []);
  useEffect(() => chart.current?.setOption(option, { notMerge: true }), [option]);
  return (
    <div
      ref={box}
      aria-hidden
      data-chart
      style={{ width: '100%', height: '100%', cursor: onHit ? 'pointer' : undefined }}
    />
  );
}
