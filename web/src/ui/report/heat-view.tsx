import { useTranslation } from 'react-i18next';
import { heatMapOf, strength } from '@/engine/report/heat';
import { cellText } from '@/engine/report/result';
import { hitOf } from '@/engine/report/series';
import { shortNumber } from '@/engine/report/units';
import { useWords } from './look-around';
import { Omissions } from './omissions';
import css from './report.module.css';
import type { WidgetProps } from './widget-props';

/** Numbers where two groups meet, the greater the darker. */
export function HeatView({ widget, result, title, onPick }: WidgetProps) {
  const { t } = useTranslation();
  const words = useWords();
  const { chart, most, hiddenRows, hiddenColumns } = heatMapOf(result, widget.encode ?? {}, words);
  return (
    <div className={css.stack}>
      <div className={css.tableBox} tabIndex={0} role="group" aria-label={title}>
        <table className={css.heat}>
          <caption className="visually-hidden">{title}</caption>
          <thead>
            <tr>
              <td />
              {chart.series.map((series, at) => (
                <th key={`${series.split?.key ?? at}`} scope="col" className={css.heatColumn} title={series.name}>
                  {series.name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {chart.categories.map((category, row) => (
              <tr key={`${category.key}`}>
                <th scope="row" className={css.heatHead} title={category.text}>
                  {category.text}
                </th>
                {chart.series.map((series, at) => {
                  const value = series.values[row] ?? null;
                  const exact = cellText(series.column, series.cells[row], words, widget.options ?? {});
                  const text = value === null ? '' : shortNumber(value, words.language);
                  const picked = hitOf(chart, row, at);
                  return (
                    <td key={`${series.split?.key ?? at}`} data-heat={strength(value, most)} title={exact}>
                      {onPick && value !== null && picked ? (
                        <button
                          type="button"
                          aria-label={`${category.text} ${series.name} ${exact}`}
                          onClick={() => onPick(picked, series.column.key)}
                        >
                          {text}
                        </button>
                      ) : (
                        text
                      )}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <Omissions
        notes={[
          ...(hiddenRows > 0 ? [t('boards.omitted.rows', { number: hiddenRows })] : []),
          ...(hiddenColumns > 0 ? [t('boards.omitted.columns', { number: hiddenColumns })] : []),
        ]}
      />
    </div>
  );
}
