import { ArrowDownOutlined, ArrowUpOutlined } from '@ant-design/icons';
import { thresholdColour } from '@/engine/report/look';
import { cellNumber, cellText, columnAt } from '@/engine/report/result';
import { bigNumbersOf } from '@/engine/report/trend';
import { colourVariable } from '../values/colour';
import { useWords } from './look-around';
import css from './report.module.css';
import { Sparkline } from './sparkline';
import type { WidgetProps } from './widget-props';

/** Numbers that stand by themselves, with the way they came and how they changed. */
export function NumberView({ widget, result, onPick }: WidgetProps) {
  const words = useWords();
  const { options = {} } = widget;
  const numbers = bigNumbersOf(result, widget.encode);
  const target = options.target?.value ?? undefined;
  const aim = options.target?.column === undefined ? target : result.rows[0]?.[columnAt(result, options.target.column)];
  return (
    <dl className={css.numbers}>
      {numbers.map(({ column, cell, changes, points }, index) => {
        const value = cellNumber(cell);
        const colour = thresholdColour(options.thresholds, value);
        const share = index === 0 && aim !== undefined && Number(aim) !== 0 ? (value ?? 0) / Number(aim) : undefined;
        const text = cellText(column, cell, words, options);
        return (
          <div key={column.key}>
            <dd className="num" style={colour ? { color: colourVariable(colour) } : undefined}>
              {onPick ? (
                <button type="button" className={css.numberButton} onClick={() => onPick({}, column.key)}>
                  {text}
                </button>
              ) : (
                text
              )}
            </dd>
            <dt>
              {column.label}
              {changes.map((change) => (
                <span key={change.column.key} className={css.changed} data-sign={Math.sign(change.value ?? 0)}>
                  {change.column.label}{' '}
                  {change.value === null || change.value === 0 ? null : change.value > 0 ? (
                    <ArrowUpOutlined aria-hidden />
                  ) : (
                    <ArrowDownOutlined aria-hidden />
                  )}
                  {cellText(change.column, change.cell, words, options)}
                </span>
              ))}
            </dt>
            {share === undefined ? null : (
              <div className={css.progress} role="img" aria-label={`${(share * 100).toFixed(0)}%`}>
                <span style={{ width: `${Math.min(Math.max(share, 0), 1) * 100}%` }} />
                <b className="num">{(share * 100).toFixed(0)}%</b>
              </div>
            )}
            {points.length > 1 && index === 0 ? <Sparkline points={points} /> : null}
          </div>
        );
      })}
    </dl>
  );
}
