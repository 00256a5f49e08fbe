import { useTranslation } from 'react-i18next';
import { largest } from '@/engine/report/heat';
import { thresholdColour } from '@/engine/report/look';
import { cellText } from '@/engine/report/result';
import { chartOf, hitOf } from '@/engine/report/series';
import { hueStyle, useWords } from './look-around';
import { Omissions } from './omissions';
import css from './report.module.css';
import type { WidgetProps } from './widget-props';

/** More names than this nobody reads down. */
const MOST = 200;

/** First, second, third: names with bars as long as their numbers. */
export function RankingView({ widget, result, title, onPick }: WidgetProps) {
  const { t } = useTranslation();
  const words = useWords();
  const { encode, options = {} } = widget;
  const chart = chartOf(result, words, encode, false);
  const [series] = chart.series;
  if (!series) return null;
  const most = largest(series.values.map((value) => Math.abs(value ?? 0)));
  const shown = chart.categories.slice(0, MOST);
  const hue = options.colors?.[0] ?? 'blue';
  let place = 0;
  return (
    <div className={css.stack}>
      <ol className={css.ranking} aria-label={title} tabIndex={0}>
        {shown.map((category, index) => {
          const value = series.values[index] ?? null;
          const share = most === 0 ? 0 : (Math.abs(value ?? 0) / most) * 100;
          const colour = thresholdColour(options.thresholds, value) ?? hue;
          if (!category.others) place += 1;
          const name = (
            <>
              <span className={`${css.place} num ${place <= 3 && !category.others ? css.top : ''}`}>
                {category.others ? '' : place}
              </span>
              <span className="ellipsis" title={category.text}>
                {category.text}
              </span>
              <span className={css.track} aria-hidden>
                <span
                  className={css.fillBar}
                  data-negative={(value ?? 0) < 0 || undefined}
                  style={{ width: `${share}%`, background: hueStyle((value ?? 0) < 0 ? 'red' : colour) }}
                />
              </span>
              <span className={`num ${css.amount}`}>
                {cellText(series.column, series.cells[index], words, options)}
              </span>
            </>
          );
          return (
            <li key={`${category.key}`}>
              {onPick ? (
                <button
                  type="button"
                  className={css.rankRow}
                  onClick={() => onPick(hitOf(chart, index, 0) ?? {}, series.column.key)}
                >
                  {name}
                </button>
              ) : (
                <span className={css.rankRow}>{name}</span>
              )}
            </li>
          );
        })}
      </ol>
      <Omissions
        notes={
          chart.categories.length > shown.length
            ? [t('boards.omitted.folded', { number: chart.categories.length - shown.length })]
            : []
        }
      />
    </div>
  );
}
