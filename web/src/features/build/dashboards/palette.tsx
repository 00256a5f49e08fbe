import {
  AreaChartOutlined,
  BarChartOutlined,
  BorderlessTableOutlined,
  CalendarOutlined,
  CloudOutlined,
  DashboardOutlined,
  DotChartOutlined,
  FieldNumberOutlined,
  FileImageOutlined,
  FilterOutlined,
  FontSizeOutlined,
  FunnelPlotOutlined,
  GlobalOutlined,
  HeatMapOutlined,
  LineChartOutlined,
  OrderedListOutlined,
  PieChartOutlined,
  RadarChartOutlined,
  SlidersOutlined,
  StockOutlined,
  TableOutlined,
  UnorderedListOutlined,
} from '@ant-design/icons';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { WidgetChart } from '@/engine/report/board';
import { useBuilding } from './board-context';
import css from './boards.module.css';

/** What is dragged from the palette, for the canvas to know its size by. */
export const dragging: { chart: WidgetChart | undefined } = { chart: undefined };

export const CHART_ICONS: Record<WidgetChart, ReactNode> = {
  number: <FieldNumberOutlined />,
  table: <TableOutlined />,
  pivot: <BorderlessTableOutlined />,
  bar: <BarChartOutlined />,
  stacked_bar: <SlidersOutlined />,
  line: <LineChartOutlined />,
  area: <AreaChartOutlined />,
  combined: <StockOutlined />,
  pie: <PieChartOutlined />,
  ring: <PieChartOutlined />,
  funnel: <FunnelPlotOutlined />,
  ranking: <OrderedListOutlined />,
  word_cloud: <CloudOutlined />,
  scatter: <DotChartOutlined />,
  radar: <RadarChartOutlined />,
  gauge: <DashboardOutlined />,
  map: <GlobalOutlined />,
  heat_map: <HeatMapOutlined />,
  calendar: <CalendarOutlined />,
  text: <FontSizeOutlined />,
  image: <FileImageOutlined />,
  records: <UnorderedListOutlined />,
  filter: <FilterOutlined />,
};

const GROUPS: readonly {
  key: 'numbers' | 'compare' | 'parts' | 'relations' | 'other';
  charts: readonly WidgetChart[];
}[] = [
  { key: 'numbers', charts: ['number', 'gauge', 'table', 'pivot'] },
  { key: 'compare', charts: ['ranking', 'bar', 'stacked_bar', 'line', 'area', 'combined'] },
  { key: 'parts', charts: ['ring', 'pie', 'funnel', 'word_cloud'] },
  { key: 'relations', charts: ['map', 'heat_map', 'calendar', 'scatter', 'radar'] },
  { key: 'other', charts: ['text', 'image', 'records', 'filter'] },
];

/** What a dashboard can be made of: drag it to its place, or press it for the first free one. */
export function Palette({ onAdded }: { onAdded?: () => void }) {
  const { t } = useTranslation();
  const building = useBuilding();
  return (
    <div className={css.paletteGroups}>
      {GROUPS.map(({ key, charts }) => (
        <section key={key} aria-label={t(`boardBuild.group.${key}`)}>
          <h2>{t(`boardBuild.group.${key}`)}</h2>
          <ul>
            {charts.map((chart) => (
              <li key={chart}>
                <button
                  type="button"
                  draggable
                  className={css.paletteItem}
                  onClick={() => {
                    building.add(chart);
                    onAdded?.();
                  }}
                  onDragStart={(event) => {
                    dragging.chart = chart;
                    event.dataTransfer.setData('text/plain', chart);
                    event.dataTransfer.effectAllowed = 'copy';
                  }}
                  onDragEnd={() => {
                    dragging.chart = undefined;
                  }}
                >
                  <span aria-hidden>{CHART_ICONS[chart]}</span>
                  {t(`boards.chart.${chart}`)}
                </button>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}
