import { useTranslation } from 'react-i18next';
import type { WidgetData } from '@/api/dashboards';
import { usePreferences } from '@/ui/preferences';
import { cellText, isMeasure } from './chart-data';
import css from './dashboard.module.css';

export function ResultTable({ data, title }: { data: WidgetData; title: string }) {
  const { t } = useTranslation();
  const { language } = usePreferences();
  return (
    <div className={css.tableBox} tabIndex={0} role="group" aria-label={title}>
      <table className={css.table}>
        <caption className="visually-hidden">{title}</caption>
        <thead>
          <tr>
            {data.columns.map((column) => (
              <th key={column.key} scope="col" className={isMeasure(column) ? css.right : undefined}>
                {column.label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {data.rows.map((row, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows of a result have no name of their own
            <tr key={index}>
              {data.columns.map((column, at) => (
                <td key={column.key} className={isMeasure(column) ? `num ${css.right}` : undefined}>
                  {cellText(column, row[at], language, t('dashboard.no_value'))}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
