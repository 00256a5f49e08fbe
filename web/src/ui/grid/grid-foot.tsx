import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { isNumeric } from '@/engine/blueprint';
import type { Position } from '@/engine/grid/movement';
import { cellsOf, type Range } from '@/engine/grid/selection';
import { Exact, formatNumber } from '@/engine/numbers';
import { isEmpty } from '@/engine/values';
import css from './grid.module.css';
import type { GridRows, GridShape } from './model';
import type { GridEdits } from './use-edits';

interface GridFootProps {
  id: string;
  edits: GridEdits;
  rows: GridRows;
  shape: GridShape;
  range: Range | undefined;
  note: string;
  onGo: (position: Position) => void;
  children: ReactNode;
}

/** Beyond this the numbers of a selection are not added up while it grows. */
const SUM_LIMIT = 20_000;

/** Under the grid: how many rows, what the selection adds up to, what is being saved, and what could not be. */
export function GridFoot({ id, edits, rows, shape, range, note, onGo, children }: GridFootProps) {
  const { t } = useTranslation();
  const { book } = edits;
  const troubled = book.troubled;
  const { done, total } = book.progress;
  const [first] = troubled;
  return (
    <footer className={css.foot}>
      {children}
      <span id={id} role="status" className={css.footNote}>
        {note !== '' ? (
          note
        ) : range && cellsOf(range) > 1 ? (
          <Sums rows={rows} shape={shape} range={range} edits={edits} />
        ) : null}
      </span>
      <span className={css.footEnd}>
        {book.saving > 0 ? (
          <span className="num">{total > 1 ? t('grid.saving_many', { done, total }) : t('grid.saving')}</span>
        ) : null}
        {first ? (
          <button
            type="button"
            className={css.troubled}
            onClick={() => {
              const row = rows.records.findIndex((record) => record.id === first.id);
              const column = shape.fields.findIndex((field) => field.key === first.field);
              if (row >= 0 && column >= 0) onGo({ row, column });
            }}
          >
            {t('grid.troubled', { count: troubled.length })}
          </button>
        ) : null}
      </span>
    </footer>
  );
}

function Sums({ rows, shape, range, edits }: Pick<GridFootProps, 'rows' | 'shape' | 'edits'> & { range: Range }) {
  const { t } = useTranslation();
  const cells = cellsOf(range);
  if (cells > SUM_LIMIT) return <>{t('grid.selected', { count: cells, shown: formatNumber(String(cells)) })}</>;
  let sum = new Exact(0);
  let numbers = 0;
  for (let row = range.top; row <= range.bottom; row++) {
    const record = rows.records[row];
    if (!record) continue;
    const { values } = edits.shown(record);
    for (let column = range.left; column <= range.right; column++) {
      const field = shape.fields[column];
      const value = field && values[field.key];
      if (!field || !isNumeric(field) || isEmpty(value) || Number.isNaN(Number(value))) continue;
      sum = sum.plus(String(value));
      numbers += 1;
    }
  }
  return (
    <span className="num">
      {t('grid.selected', { count: cells, shown: formatNumber(String(cells)) })}
      {numbers > 0
        ? ` · ${t('grid.sum', { sum: formatNumber(sum.toFixed()), average: formatNumber(sum.div(numbers).toDecimalPlaces(2).toFixed()) })}`
        : ''}
    </span>
  );
}
