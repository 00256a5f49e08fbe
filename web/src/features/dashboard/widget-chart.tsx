import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Widget, WidgetData } from '@/api/dashboards';
import { formatQuantity } from '@/engine/numbers';
import { usePreferences } from '@/ui/preferences';
import { EmptyState } from '@/ui/states';
import { cellText, measuresOf } from './chart-data';
import { chartOption } from './chart-option';
import css from './dashboard.module.css';
import { EChart } from './echart';
import { Ranking } from './ranking';
import { ResultTable } from './result-table';

interface WidgetChartProps {
  widget: Widget;
  data: WidgetData;
  title: string;
}

/** The picture of a widget's result, with the result itself as a table behind it. */
export function WidgetChart({ widget, data, title }: WidgetChartProps) {
  const { t } = useTranslation();
  if (widget.chart === 'number') return <BigNumbers data={data} />;
  if (data.rows.length === 0) return <EmptyState title={t('dashboard.no_data')} />;
  if (widget.chart === 'table') return <ResultTable data={data} title={title} />;
  return (
    <>
      {widget.chart === 'ranking' ? <Ranking data={data} title={title} /> : <Chart widget={widget} data={data} />}
      {widget.chart === 'ranking' ? null : (
        <div className="visually-hidden">
          <ResultTable data={data} title={title} />
        </div>
      )}
    </>
  );
}

function Chart({ widget, data }: { widget: Widget; data: WidgetData }) {
  const { t } = useTranslation();
  const { language, dark } = usePreferences();
  const nothing = t('dashboard.no_value');
  // biome-ignore lint/correctness/useExhaustiveDependencies: `dark` changes what the colours of the theme resolve to
  const option = useMemo(
    () => chartOption(widget.chart, data, { language, nothing, colour: resolveColour }),
    [widget.chart, data, language, nothing, dark],
  );
  return option ? <EChart option={option} /> : null;
}

function resolveColour(variable: string): string {
  const name = /var\((--[\w-]+)\)/.exec(variable)?.[1];
  return name ? getComputedStyle(document.documentElement).getPropertyValue(name).trim() : variable;
}

function BigNumbers({ data }: { data: WidgetData }) {
  const { t } = useTranslation();
  const { language } = usePreferences();
  const row = data.rows[0];
  return (
    <dl className={css.numbers}>
      {measuresOf(data).map((at) => {
        const column = data.columns[at];
        if (!column) return null;
        return (
          <div key={column.key}>
            <dd className="num">{cellText(column, row?.[at], language, t('dashboard.no_value'))}</dd>
            <dt>{column.label}</dt>
          </div>
        );
      })}
    </dl>
  );
}

export function limitText(data: WidgetData): string {
  return `${formatQuantity(String(data.rows.length), 0)} / ${formatQuantity(String(data.total), 0)}`;
}
