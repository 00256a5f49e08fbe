import { useTranslation } from 'react-i18next';
import type { WidgetData } from '@/api/dashboards';
import { usePreferences } from '@/ui/preferences';
import { cellText, dimensionOf, measuresOf } from './chart-data';
import css from './dashboard.module.css';

/** First, second, third: names with bars as long as their numbers. */
export function Ranking({ data, title }: { data: WidgetData; title: string }) {
  const { t } = useTranslation();
  const { language } = usePreferences();
  const nameAt = dimensionOf(data);
  const [valueAt = 1] = measuresOf(data);
  const name = data.columns[nameAt];
  const value = data.columns[valueAt];
  const most = Math.max(...data.rows.map((row) => Math.abs(Number(row[valueAt] ?? 0))), 0);
  if (!name || !value) return null;
  return (
    <ol className={css.ranking} aria-label={title} tabIndex={0}>
      {data.rows.map((row, index) => {
        const text = cellText(name, row[nameAt], language, t('dashboard.no_value'));
        const share = most === 0 ? 0 : (Math.abs(Number(row[valueAt] ?? 0)) / most) * 100;
        return (
          <li key={text}>
            <span className={`${css.place} num ${index < 3 ? css.top : ''}`}>{index + 1}</span>
            <span className="ellipsis">{text}</span>
            <span className={css.track} aria-hidden>
              <span className={css.fillBar} style={{ width: `${share}%` }} />
            </span>
            <span className={`num ${css.amount}`}>{cellText(value, row[valueAt], language, '0')}</span>
          </li>
        );
      })}
    </ol>
  );
}
