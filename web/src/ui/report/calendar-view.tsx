import { useTranslation } from 'react-i18next';
import { calendarOf, strength } from '@/engine/report/heat';
import { cellText, dimensionsOf } from '@/engine/report/result';
import { useWords } from './look-around';
import { Omissions } from './omissions';
import css from './report.module.css';
import type { WidgetProps } from './widget-props';

const CELL = 12;
const STEP = 14;
const LEFT = 26;
const TOP = 16;
const MOST_YEARS = 5;

/** Days as small squares, week by week, the busier the darker. */
export function CalendarView({ widget, result, onPick }: WidgetProps) {
  const { t } = useTranslation();
  const words = useWords();
  const calendar = calendarOf(result, widget.encode ?? {}, words, MOST_YEARS);
  const key = result.columns[dimensionsOf(result)[0] ?? -1]?.key;
  return (
    <div className={css.calendar} tabIndex={0} role="group" aria-label={t('boards.chart.calendar')}>
      {calendar.years.map(({ year, weeks }) => (
        <svg
          key={year}
          className={css.year}
          viewBox={`0 0 ${LEFT + weeks.length * STEP} ${TOP + 7 * STEP}`}
          role="img"
          aria-label={String(year)}
        >
          <text x={0} y={11} className={css.yearName}>
            {year}
          </text>
          {weeks.map((week, at) => {
            const first = week.find((day) => day?.day.endsWith('-01'));
            return first && at < weeks.length - 1 ? (
              <text key={first.day} x={LEFT + at * STEP} y={11} className={css.axis}>
                {t('boards.month', { month: Number(first.day.slice(5, 7)) })}
              </text>
            ) : null;
          })}
          {[0, 2, 4].map((day) => (
            <text key={day} x={LEFT - 4} y={TOP + day * STEP + 10} textAnchor="end" className={css.axis}>
              {t(`boards.weekday.${day as 0}`)}
            </text>
          ))}
          {weeks.map((week, at) =>
            week.map((day, of) =>
              day ? (
                <rect
                  key={day.day}
                  x={LEFT + at * STEP}
                  y={TOP + of * STEP}
                  width={CELL}
                  height={CELL}
                  rx={2}
                  data-heat={strength(day.value, calendar.most)}
                  onClick={
                    onPick && key !== undefined && day.cell !== undefined
                      ? () => onPick({ [key]: day.day }, calendar.column?.key)
                      : undefined
                  }
                >
                  <title>
                    {day.day} {calendar.column ? cellText(calendar.column, day.cell, words, widget.options) : ''}
                  </title>
                </rect>
              ) : null,
            ),
          )}
        </svg>
      ))}
      <Omissions notes={calendar.hidden > 0 ? [t('boards.omitted.years', { number: calendar.hidden })] : []} />
    </div>
  );
}
