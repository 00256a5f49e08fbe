import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatQuantity } from '@/engine/numbers';
import { thresholdColour } from '@/engine/report/look';
import {
  cellNumber,
  cellText,
  columnAt,
  dimensionsOf,
  isMeasure,
  isNumber,
  type ResultCell,
} from '@/engine/report/result';
import { colourVariable } from '../values/colour';
import { useWords } from './look-around';
import css from './report.module.css';
import type { WidgetProps } from './widget-props';

const STEP = 100;

/** The result in rows and columns, exact to the last digit. */
export function TableView({ widget, result, title, onPick }: WidgetProps) {
  const { t } = useTranslation();
  const words = useWords();
  const { options = {}, encode } = widget;
  const [count, setCount] = useState(options.pageSize ?? STEP);
  const named = (encode?.columns ?? []).map((key) => columnAt(result, key)).filter((at) => at >= 0);
  const order = named.length > 0 && widget.chart === 'table' ? named : result.columns.map((_, at) => at);
  const dimensions = dimensionsOf(result);
  const shown = result.rows.slice(0, count);
  const pick = (row: readonly ResultCell[], measure: string) =>
    onPick?.(
      Object.fromEntries(
        dimensions.map((at): [string, ResultCell] => [result.columns[at]?.key ?? '', row[at] ?? null]),
      ),
      measure,
    );
  return (
    <div className={css.tableBox} tabIndex={0} role="group" aria-label={title}>
      <table className={css.table}>
        <caption className="visually-hidden">{title}</caption>
        <thead>
          <tr>
            {order.map((at) => {
              const column = result.columns[at];
              return column ? (
                <th key={column.key} scope="col" className={isNumber(column) ? css.right : undefined}>
                  {column.label}
                </th>
              ) : null;
            })}
          </tr>
        </thead>
        <tbody>
          {shown.map((row, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows of a result have no name of their own
            <tr key={index}>
              {order.map((at) => {
                const column = result.columns[at];
                if (!column) return null;
                const text = cellText(column, row[at], words, widget.chart === 'table' ? options : {});
                const measure = isMeasure(column);
                const colour = measure ? thresholdColour(options.thresholds, cellNumber(row[at])) : undefined;
                return (
                  <td key={column.key} className={isNumber(column) ? `num ${css.right}` : css.text}>
                    {measure && onPick && row[at] !== null ? (
                      <button
                        type="button"
                        className={css.cellButton}
                        style={colour ? { color: colourVariable(colour) } : undefined}
                        onClick={() => pick(row, column.key)}
                      >
                        {text}
                      </button>
                    ) : (
                      <span style={colour ? { color: colourVariable(colour) } : undefined}>{text}</span>
                    )}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
      {result.rows.length > shown.length ? (
        <Button type="link" size="small" onClick={() => setCount(count + STEP * 5)}>
          {t('boards.more_rows', {
            shown: formatQuantity(String(shown.length), 0),
            total: formatQuantity(String(result.rows.length), 0),
          })}
        </Button>
      ) : null}
    </div>
  );
}
