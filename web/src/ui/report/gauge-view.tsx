import { useTranslation } from 'react-i18next';
import { type Gauge, gaugeOf } from '@/engine/report/gauge';
import { cellNumber, cellText, columnAt, measuresOf } from '@/engine/report/result';
import { shortNumber } from '@/engine/report/units';
import { hueStyle, useWords } from './look-around';
import css from './report.module.css';
import type { WidgetProps } from './widget-props';

const RADIUS = 80;
const CENTRE = { x: 100, y: 96 };

/** A point on the half circle, 0 at its left end, 1 at its right one. */
function at(share: number, radius: number): string {
  const angle = Math.PI * (1 - share);
  return `${(CENTRE.x + radius * Math.cos(angle)).toFixed(2)} ${(CENTRE.y - radius * Math.sin(angle)).toFixed(2)}`;
}

function arc(from: number, to: number): string {
  return `M ${at(from, RADIUS)} A ${RADIUS} ${RADIUS} 0 0 1 ${at(to, RADIUS)}`;
}

/** How far a number has come towards where it should be. */
export function GaugeView({ widget, result, title, onPick }: WidgetProps) {
  const { t } = useTranslation();
  const words = useWords();
  const { options = {}, encode } = widget;
  const named = columnAt(result, encode?.value);
  const place = named >= 0 ? named : (measuresOf(result)[0] ?? -1);
  const column = result.columns[place];
  const row = result.rows.at(-1);
  const cell = row?.[place];
  const value = cellNumber(cell);
  const aimAt = columnAt(result, options.target?.column);
  const aim = aimAt >= 0 ? cellNumber(row?.[aimAt]) : options.target?.value ? Number(options.target.value) : null;
  const gauge: Gauge = gaugeOf(value, options, aim ?? undefined);
  const text = column ? cellText(column, cell, words, options) : '';
  const share = aim ? `${(((value ?? 0) / aim) * 100).toFixed(0)}%` : undefined;
  const colour = gauge.reached?.color ?? options.colors?.[0] ?? 'blue';
  return (
    <figure className={css.gauge}>
      <svg viewBox="0 0 200 124" role="img" aria-label={`${title} ${text}`}>
        <path d={arc(0, 1)} className={css.gaugeTrack} />
        {gauge.zones.map((zone) => (
          <path
            key={zone.from}
            d={arc(zone.from, zone.to)}
            style={{ stroke: hueStyle(zone.color), opacity: 0.22 }}
            className={css.gaugeZone}
          />
        ))}
        {gauge.share > 0 ? (
          <path d={arc(0, gauge.share)} className={css.gaugeValue} style={{ stroke: hueStyle(colour) }} />
        ) : null}
        {gauge.target === undefined ? null : (
          <path
            d={`M ${at(gauge.target, RADIUS - 14)} L ${at(gauge.target, RADIUS + 12)}`}
            className={css.gaugeTarget}
          />
        )}
        <text x={20} y={116} textAnchor="middle" className={css.axis}>
          {shortNumber(gauge.from, words.language)}
        </text>
        <text x={180} y={116} textAnchor="middle" className={css.axis}>
          {shortNumber(gauge.to, words.language)}
        </text>
      </svg>
      <figcaption>
        {onPick && column ? (
          <button type="button" className={`num ${css.numberButton}`} onClick={() => onPick({}, column.key)}>
            {text}
          </button>
        ) : (
          <b className="num">{text}</b>
        )}
        {share === undefined || aim === null || !column ? null : (
          <span className="num">
            {t('boards.of_target', { share, target: cellText(column, String(aim), words, options) })}
          </span>
        )}
      </figcaption>
    </figure>
  );
}
