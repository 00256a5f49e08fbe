import { CaretDownFilled, CaretUpFilled } from '@ant-design/icons';
import { type MouseEvent, type PointerEvent, type ReactNode, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Column, clampWidth } from '@/engine/grid/columns';
import { isSortable, type SortKey } from '@/engine/list/query';
import { useLabel } from '../session';
import { isRight } from './draft';
import css from './grid.module.css';
import type { GridShape } from './model';

export interface HeadActions {
  sort: readonly SortKey[];
  onSort: (field: string, add: boolean) => void;
  onResize: (field: string, width: number) => void;
  /** A column was dragged in front of another, or to the end. */
  onMove: (field: string, before: string | undefined) => void;
  /** What else can be done with a column. */
  menu?: (column: Column) => ReactNode;
}

interface GridHeadProps extends HeadActions {
  shape: GridShape;
  first: number;
  last: number;
  allChecked: boolean | undefined;
  onCheckAll: () => void;
}

export function GridHead(props: GridHeadProps) {
  const { shape, first, last, allChecked } = props;
  const { t } = useTranslation();
  const { columns } = shape;
  const frozen = columns.filter((column) => column.frozen).length;
  const skipped = columns.slice(frozen, first).reduce((sum, column) => sum + column.width, 0);
  const head = useRef<HTMLDivElement>(null);
  const drag = useColumnDrag(columns, head, props.onMove);
  return (
    <div role="rowgroup" className={css.head} style={{ width: shape.width }}>
      <div role="row" ref={head} className={css.headRow} aria-rowindex={1}>
        <div role="columnheader" className={`${css.headCell} ${css.gutter}`} aria-colindex={1}>
          <input
            type="checkbox"
            aria-label={t('grid.check_all')}
            className={css.headBox}
            checked={allChecked === true}
            ref={(node) => {
              if (node) node.indeterminate = allChecked === undefined;
            }}
            onChange={props.onCheckAll}
          />
        </div>
        {columns.slice(0, frozen).map((column, index) => (
          <HeadCell key={column.field.key} {...props} column={column} index={index} drag={drag} />
        ))}
        {skipped > 0 ? <div role="none" style={{ flex: `0 0 ${skipped}px` }} /> : null}
        {columns.slice(first, last + 1).map((column, index) => (
          <HeadCell key={column.field.key} {...props} column={column} index={first + index} drag={drag} />
        ))}
        {drag.mark === undefined ? null : <div role="none" className={css.dropMark} style={{ left: drag.mark }} />}
      </div>
    </div>
  );
}

interface HeadCellProps extends GridHeadProps {
  column: Column;
  index: number;
  drag: ReturnType<typeof useColumnDrag>;
}

function HeadCell({ column, index, sort, drag, onSort, onResize, menu }: HeadCellProps) {
  const label = useLabel();
  const { field } = column;
  const at = sort.findIndex((key) => key.field === field.key);
  const key = sort[at];
  const sorted = key === undefined ? 'none' : key.descending ? 'descending' : 'ascending';
  const text = label(field.label, field.key);
  const style: React.CSSProperties = { flex: `0 0 ${column.width}px` };
  if (column.frozen) style.left = column.left;
  const press = (event: MouseEvent) => {
    if (!drag.dragged()) onSort(field.key, event.shiftKey);
  };
  return (
    <div
      role="columnheader"
      aria-sort={sorted}
      aria-colindex={index + 2}
      className={`${css.headCell} ${isRight(field) ? css.right : ''} ${column.frozen ? css.frozen : ''}`}
      style={style}
      onPointerDown={(event) => drag.start(event, column)}
    >
      {isSortable(field) ? (
        <button type="button" className={css.sort} onClick={press}>
          <span className="ellipsis">{text}</span>
          {key === undefined ? null : key.descending ? <CaretDownFilled aria-hidden /> : <CaretUpFilled aria-hidden />}
          {key !== undefined && sort.length > 1 ? <sub>{at + 1}</sub> : null}
        </button>
      ) : (
        <span className="ellipsis">{text}</span>
      )}
      {menu?.(column)}
      <ResizeHandle column={column} onResize={(width) => onResize(field.key, width)} />
    </div>
  );
}

/** Dragging the edge of a heading; a double click lets the column find its own width again. */
function ResizeHandle({ column, onResize }: { column: Column; onResize: (width: number) => void }) {
  const [line, setLine] = useState<number | undefined>(undefined);
  const start = (event: PointerEvent<HTMLSpanElement>) => {
    event.preventDefault();
    event.stopPropagation();
    const from = event.clientX;
    const node = event.currentTarget;
    node.setPointerCapture(event.pointerId);
    let width = column.width;
    const move = (moved: globalThis.PointerEvent) => {
      width = clampWidth(column.width + moved.clientX - from);
      setLine(width - column.width);
    };
    const up = () => {
      node.removeEventListener('pointermove', move);
      node.removeEventListener('pointerup', up);
      setLine(undefined);
      if (width !== column.width) onResize(width);
    };
    node.addEventListener('pointermove', move);
    node.addEventListener('pointerup', up);
  };
  return (
    <span
      className={css.resize}
      data-resize={column.field.key}
      aria-hidden
      onPointerDown={start}
      style={line === undefined ? undefined : { transform: `translateX(${line}px)`, background: 'var(--accent)' }}
    />
  );
}

const DRAG_FROM = 6;

/** A heading dragged sideways shows where its column would go. */
function useColumnDrag(
  columns: readonly Column[],
  head: React.RefObject<HTMLElement | null>,
  onMove: (field: string, before: string | undefined) => void,
) {
  const [mark, setMark] = useState<number | undefined>(undefined);
  const moved = useRef(false);
  const start = (event: PointerEvent, column: Column) => {
    if (event.button > 0 || (event.target as HTMLElement).closest('[data-resize], [data-menu]')) return;
    moved.current = false;
    const from = event.clientX;
    let before: string | undefined;
    const move = (to: globalThis.PointerEvent) => {
      if (!moved.current && Math.abs(to.clientX - from) < DRAG_FROM) return;
      moved.current = true;
      const box = head.current?.getBoundingClientRect();
      if (!box) return;
      const x = to.clientX - box.left;
      const target = columns.find((each) => x < each.left + each.width / 2);
      before = target?.field.key;
      const last = columns.at(-1);
      setMark(target ? target.left : last ? last.left + last.width : 0);
    };
    const up = () => {
      document.removeEventListener('pointermove', move);
      document.removeEventListener('pointerup', up);
      setMark(undefined);
      if (moved.current && before !== column.field.key) onMove(column.field.key, before);
    };
    document.addEventListener('pointermove', move);
    document.addEventListener('pointerup', up);
  };
  return { mark, start, dragged: () => moved.current };
}
