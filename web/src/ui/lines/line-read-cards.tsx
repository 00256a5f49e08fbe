import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LinesField } from '@/engine/blueprint';
import { isEmpty, type LineValue } from '@/engine/values';
import { useLabel } from '../session';
import { ValueView } from '../values/value-view';
import { lineColumns } from './columns';
import css from './lines.module.css';

const PAGE = 50;

/** Line items as they are read on a phone: one card a line, with what is filled in of it. */
export function LineReadCards({ field, rows }: { field: LinesField; rows: readonly LineValue[] }) {
  const { t } = useTranslation();
  const label = useLabel();
  const [most, setMost] = useState(PAGE);
  const [title, ...columns] = lineColumns(field);
  const rest = rows.length - most;
  return (
    <div className={css.cards}>
      <ol className={css.readCards} aria-label={label(field.label, field.key)}>
        {rows.slice(0, most).map((row, index) => (
          <li key={row.id ?? index} className={css.card}>
            <div className={css.readHead}>
              <span className="num">{index + 1}</span>
              {title ? <ValueView field={title} value={row[title.key]} /> : null}
            </div>
            <dl className={css.readFields}>
              {columns
                .filter((column) => !isEmpty(row[column.key]))
                .map((column) => (
                  <div key={column.key}>
                    <dt>{label(column.label, column.key)}</dt>
                    <dd>
                      <ValueView field={column} value={row[column.key]} dense />
                    </dd>
                  </div>
                ))}
            </dl>
          </li>
        ))}
      </ol>
      {rest > 0 ? (
        <Button block onClick={() => setMost(most + PAGE)}>
          {t('lines.more_rows', { next: Math.min(rest, PAGE), rest })}
        </Button>
      ) : null}
    </div>
  );
}
