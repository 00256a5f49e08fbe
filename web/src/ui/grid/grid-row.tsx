import { ExpandAltOutlined } from '@ant-design/icons';
import { memo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { StoredRecord } from '@/api/records';
import type { EditedCell } from '@/engine/grid/edits';
import { writableIn } from '@/engine/grid/plan';
import { listedValue } from '@/engine/system-fields';
import type { Value } from '@/engine/values';
import { colourVariable } from '../values/colour';
import { ValueView } from '../values/value-view';
import { isRight } from './draft';
import css from './grid.module.css';
import type { GridShape } from './model';

/** Colours that conditions give a record: the whole row, or single cells. */
export interface Paint {
  row?: string;
  cells?: ReadonlyMap<string, string>;
}

interface GridRowProps {
  shape: GridShape;
  record: StoredRecord;
  row: number;
  line: number;
  top: number;
  first: number;
  last: number;
  cells: ReadonlyMap<string, EditedCell> | undefined;
  paint: Paint | undefined;
  /** Columns of this row that are selected; -1 for none. */
  from: number;
  to: number;
  /** Columns the fill handle would write; -1 for none. */
  fillFrom: number;
  fillTo: number;
  /** The column whose cell carries the fill handle; -1 for none. */
  corner: number;
  active: number;
  /** The cell that the focus comes to when the grid is entered. */
  entrance: number;
  editor: ReactNode;
  checked: boolean;
  open: boolean;
  onOpen: (id: string) => void;
  onCheck: (row: number, extend: boolean) => void;
}

/** A record as a row of cells; it is drawn again only when something of it changed. */
export const GridRow = memo(function GridRow(props: GridRowProps) {
  const { shape, first, last, open } = props;
  const { columns } = shape;
  const frozen = columns.filter((column) => column.frozen).length;
  const skipped = columns.slice(frozen, first).reduce((sum, column) => sum + column.width, 0);
  const paint = props.paint?.row;
  return (
    <div
      role="row"
      aria-rowindex={props.line + 2}
      aria-selected={props.checked}
      className={`${css.row} ${open ? css.open : ''} ${props.checked ? css.checked : ''} ${paint ? css.painted : ''}`}
      style={
        {
          height: shape.rowHeight,
          width: shape.width,
          transform: `translateY(${props.top}px)`,
          '--paint': paint ? colourVariable(paint) : undefined,
        } as React.CSSProperties
      }
    >
      <Gutter {...props} />
      {columns.slice(0, frozen).map((column, index) => (
        <GridCell key={column.field.key} {...props} column={index} />
      ))}
      {skipped > 0 ? <div role="none" style={{ flex: `0 0 ${skipped}px` }} /> : null}
      {columns.slice(first, last + 1).map((column, index) => (
        <GridCell key={column.field.key} {...props} column={first + index} />
      ))}
    </div>
  );
});

function Gutter({ record, row, checked, onOpen, onCheck }: GridRowProps) {
  const { t } = useTranslation();
  return (
    <div role="rowheader" className={css.gutter} aria-colindex={1}>
      <span className={`${css.number} num`}>{row + 1}</span>
      <input
        type="checkbox"
        className={css.box}
        tabIndex={-1}
        aria-label={t('grid.check', { title: record.title })}
        checked={checked}
        onChange={(event) => onCheck(row, (event.nativeEvent as unknown as { shiftKey?: boolean }).shiftKey === true)}
      />
      <button
        type="button"
        tabIndex={-1}
        className={css.expand}
        aria-label={t('grid.open', { title: record.title })}
        onClick={() => onOpen(record.id)}
      >
        <ExpandAltOutlined aria-hidden />
      </button>
    </div>
  );
}

function GridCell(props: GridRowProps & { column: number }) {
  const { shape, record, row, column, cells } = props;
  const { t } = useTranslation();
  const place = shape.columns[column];
  if (!place) return null;
  const { field } = place;
  const edited = cells?.get(field.key);
  const value = edited ? edited.value : listedValue(record, field);
  const active = props.active === column;
  const selected = column >= props.from && column <= props.to && props.from >= 0;
  const filling = column >= props.fillFrom && column <= props.fillTo && props.fillFrom >= 0;
  const colour = props.paint?.cells?.get(field.key);
  const classes = [css.cell];
  if (isRight(field)) classes.push(css.right);
  if (place.frozen) classes.push(css.frozen);
  if (selected) classes.push(css.selected);
  if (filling) classes.push(css.filling);
  if (active) classes.push(css.active);
  if (colour) classes.push(css.painted);
  if (edited) classes.push(css[edited.state]);
  const style: React.CSSProperties & Record<'--paint', string | undefined> = {
    flex: `0 0 ${place.width}px`,
    '--paint': colour ? colourVariable(colour) : undefined,
  };
  if (place.frozen) style.left = place.left;
  const closed = writableIn(record, field) !== undefined;
  return (
    <div
      role="gridcell"
      aria-colindex={column + 2}
      aria-selected={selected}
      aria-readonly={closed}
      aria-invalid={edited !== undefined && edited.state !== 'saving'}
      className={classes.join(' ')}
      style={style}
      title={edited?.message}
      tabIndex={props.entrance === column ? 0 : -1}
      data-cell={`${row}/${column}`}
      data-column={field.key}
    >
      <span className={css.content}>
        {column === 0 ? (
          <RowLink form={shape.form.key} record={record} onOpen={props.onOpen}>
            {cellContent(field, value) ?? '—'}
          </RowLink>
        ) : (
          cellContent(field, value)
        )}
      </span>
      {active ? props.editor : null}
      {edited && edited.state !== 'saving' ? (
        <span className="visually-hidden">{edited.state === 'conflict' ? t('grid.conflict') : t('grid.refused')}</span>
      ) : null}
      {props.corner === column ? <span data-fill className={css.corner} /> : null}
    </div>
  );
}

function cellContent(field: GridShape['fields'][number], value: Value): ReactNode {
  if (value === null || value === undefined || value === '') return null;
  // Plain text needs nothing of its own: most cells of most lists are that.
  if (field.type === 'text' || field.type === 'auto_number') return String(value);
  return <ValueView field={field} value={value} dense />;
}

function RowLink(props: { form: string; record: StoredRecord; onOpen: (id: string) => void; children: ReactNode }) {
  const { form, record, onOpen } = props;
  return (
    <Link
      to={`/forms/${form}/${record.id}`}
      data-row
      draggable={false}
      tabIndex={-1}
      className={css.link}
      onClick={(event) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
        event.preventDefault();
        onOpen(record.id);
      }}
    >
      {props.children}
    </Link>
  );
}
