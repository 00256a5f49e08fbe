import type { Field } from '@/engine/blueprint';
import { isRight } from './draft';
import css from './grid.module.css';
import type { GridShape } from './model';

interface TotalCellsProps {
  shape: GridShape;
  first: number;
  last: number;
  label: string;
  textOf: (field: Field) => string;
}

/** The last row of the grid, which stays in sight. */
export function TotalCells({ shape, first, last, label, textOf }: TotalCellsProps) {
  const { columns } = shape;
  const frozen = columns.filter((column) => column.frozen).length;
  const skipped = columns.slice(frozen, first).reduce((sum, column) => sum + column.width, 0);
  const cell = (index: number) => {
    const column = columns[index];
    if (!column) return null;
    const style: React.CSSProperties = { flex: `0 0 ${column.width}px` };
    if (column.frozen) style.left = column.left;
    const text = textOf(column.field);
    return (
      <div
        key={column.field.key}
        role="gridcell"
        aria-colindex={index + 2}
        title={text}
        className={`${css.totalCell} ${isRight(column.field) ? css.right : ''} ${column.frozen ? css.frozen : ''}`}
        style={style}
      >
        <span className={css.content}>{text}</span>
      </div>
    );
  };
  const indexes = (from: number, to: number) => Array.from({ length: Math.max(0, to - from) }, (_, i) => from + i);
  return (
    <div role="rowgroup" className={css.totals} style={{ width: shape.width }}>
      <div role="row" className={css.totalRow}>
        <div role="rowheader" className={css.gutter} aria-colindex={1}>
          {label}
        </div>
        {indexes(0, frozen).map(cell)}
        {skipped > 0 ? <div role="none" style={{ flex: `0 0 ${skipped}px` }} /> : null}
        {indexes(first, last + 1).map(cell)}
      </div>
    </div>
  );
}
