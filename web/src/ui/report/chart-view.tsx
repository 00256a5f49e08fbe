import { lazy, Suspense, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatQuantity } from '@/engine/numbers';
import { type DrawnKind, pictureOf } from '@/engine/report/charts';
import type { Omission } from '@/engine/report/charts/style';
import { dimensionsOf, type ResultCell } from '@/engine/report/result';
import { chartOf, hitOf } from '@/engine/report/series';
import type { Hit } from './echart';
import { useChartStyle, useWidthOf, useWords } from './look-around';
import { Omissions } from './omissions';
import css from './report.module.css';
import type { WidgetProps } from './widget-props';

const EChart = lazy(() => import('./echart'));

/** A picture drawn by the library of charts. */
export function ChartView({ kind, widget, result, onPick }: WidgetProps & { kind: DrawnKind }) {
  const { t } = useTranslation();
  const words = useWords();
  const { ref, width } = useWidthOf<HTMLDivElement>();
  const [element, setElement] = useState<HTMLElement | null>(null);
  const style = useChartStyle(width, element);
  const picture = useMemo(
    () => (width === 0 ? undefined : pictureOf(kind, result, widget.encode, widget.options, style)),
    [kind, result, widget.encode, widget.options, style, width],
  );
  const hit = ({ index, series, data }: Hit) => {
    const at = atOf(kind, { index, series, data });
    if (at) onPick?.(at.at, at.measure);
  };
  const atOf = (drawn: DrawnKind, { index, series, data }: Hit) => {
    if (drawn === 'scatter') {
      const row = result.rows[(data as { at: number }).at];
      const at = Object.fromEntries(
        dimensionsOf(result).map((place): [string, ResultCell] => [
          result.columns[place]?.key ?? '',
          row?.[place] ?? null,
        ]),
      );
      return row && { at, measure: undefined };
    }
    const single = drawn === 'pie' || drawn === 'ring' || drawn === 'funnel';
    const chart = chartOf(result, words, widget.encode, !single);
    if (drawn === 'radar') return undefined;
    const place = single ? (data as { at?: number }).at : index;
    const at = place === undefined ? undefined : hitOf(chart, place, single ? 0 : series);
    return at && { at, measure: chart.series[single ? 0 : series]?.column.key };
  };
  return (
    <div className={css.chart} ref={ref}>
      <div className={css.canvas} ref={setElement}>
        {picture ? (
          <Suspense fallback={null}>
            <EChart option={picture.option} onHit={onPick ? hit : undefined} />
          </Suspense>
        ) : null}
      </div>
      <Omissions
        notes={(picture?.omissions ?? []).map((omission: Omission) =>
          t(`boards.omitted.${omission.kind}`, { number: formatQuantity(String(omission.count), 0) }),
        )}
      />
    </div>
  );
}
