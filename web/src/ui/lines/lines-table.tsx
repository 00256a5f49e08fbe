import { useVirtualizer } from '@tanstack/react-virtual';
import { useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { LinesField } from '@/engine/blueprint';
import type { LineValue } from '@/engine/values';
import { useLabel } from '../session';
import { EmptyState } from '../states';
import { usePhone } from '../use-phone';
import { ValueView } from '../values/value-view';
import { gridTemplate, isRightAligned, lineColumns } from './columns';
import { LineReadCards } from './line-read-cards';
import css from './lines.module.css';

const ROW_HEIGHT = 34;

interface LinesTableProps {
  field: LinesField;
  rows: readonly LineValue[];
}

/** Line items as they are read: a table, or cards on a phone. */
export function LinesTable({ field, rows }: LinesTableProps) {
  const { t } = useTranslation();
  const phone = usePhone();
  if (rows.length === 0) return <EmptyState title={t('lines.none')} />;
  return phone ? <LineReadCards field={field} rows={rows} /> : <Table field={field} rows={rows} />;
}

/** Only the rows in sight exist in the page. */
function Table({ field, rows }: LinesTableProps) {
  const { t } = useTranslation();
  const label = useLabel();
  const columns = useMemo(() => lineColumns(field), [field]);
  const template = gridTemplate(columns, '44px', '', 0.75);
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 10,
  });
  return (
    <div
      ref={scroller}
      role="table"
      aria-label={label(field.label, field.key)}
      aria-rowcount={rows.length + 1}
      className={css.grid}
      tabIndex={0}
    >
      <div role="rowgroup" className={css.head}>
        <div role="row" className={css.row} style={{ gridTemplateColumns: template }} aria-rowindex={1}>
          <div role="columnheader" className={`${css.headCell} ${css.index}`}>
            <span className="visually-hidden">{t('lines.row_number')}</span>
          </div>
          {columns.map((column) => (
            <div
              key={column.key}
              role="columnheader"
              className={`${css.headCell} ${isRightAligned(column) ? css.right : ''}`}
            >
              <span className="ellipsis">{label(column.label, column.key)}</span>
            </div>
          ))}
        </div>
      </div>
      <div role="rowgroup" className={css.body} style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map((item) => {
          const row = rows[item.index];
          return (
            <div
              key={row?.id ?? item.index}
              role="row"
              aria-rowindex={item.index + 2}
              className={css.row}
              style={{ gridTemplateColumns: template, transform: `translateY(${item.start}px)`, position: 'absolute' }}
            >
              <div role="rowheader" className={`${css.cell} ${css.index} num`}>
                {item.index + 1}
              </div>
              {columns.map((column) => (
                <div
                  key={column.key}
                  role="cell"
                  className={`${css.cell} ${css.reading} ${isRightAligned(column) ? css.right : ''}`}
                >
                  <span className="ellipsis">
                    <ValueView field={column} value={row?.[column.key]} dense />
                  </span>
                </div>
              ))}
            </div>
          );
        })}
      </div>
    </div>
  );
}
