import { DeleteOutlined } from '@ant-design/icons';
import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import { type ClipboardEvent, type FocusEvent, type MouseEvent, memo, useEffect, useId, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Field, LinesField } from '@/engine/blueprint';
import type { FormState } from '@/engine/form/form-state';
import type { Row } from '@/engine/form/row';
import { isTable } from '@/engine/grid/clipboard';
import { useRows } from '../form/use-cell';
import { useLabel } from '../session';
import { gridTemplate, isRightAligned, lineColumns } from './columns';
import { GridCell } from './grid-cell';
import { GridStatus } from './grid-status';
import css from './lines.module.css';
import { useCursor } from './use-cursor';
import { useGridKeys } from './use-grid-keys';
import { usePaste } from './use-paste';

const ROW_HEIGHT = 34;

/** Line items typed as in a spreadsheet. Only the rows in sight exist in the page. */
export function LinesGrid({ state, field }: { state: FormState; field: LinesField }) {
  const { t } = useTranslation();
  const label = useLabel();
  const statusId = useId();
  const columns = useMemo(() => lineColumns(field, true), [field]);
  const template = gridTemplate(columns, '44px', '36px');
  const rows = useRows(state, field.key);
  const grid = useCursor(state, field.key, columns);
  const keys = useGridKeys(state, field.key, columns, grid);
  const { paste, note } = usePaste(state, field.key, columns);
  const scroller = useRef<HTMLDivElement>(null);
  const { cursor } = grid;
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 8,
    // The row with the cursor stays in the page even when scrolled away: it holds the focus.
    rangeExtractor: (range) => {
      const indexes = defaultRangeExtractor(range);
      const row = cursor?.row;
      return row === undefined || row >= rows.length || indexes.includes(row)
        ? indexes
        : [...indexes, row].sort((a, b) => a - b);
    },
  });
  const cursorRow = cursor?.row;
  useEffect(() => {
    if (cursorRow !== undefined) virtual.scrollToIndex(cursorRow);
  }, [cursorRow, virtual]);

  const press = (event: MouseEvent<HTMLElement>) => {
    const place = (event.target as HTMLElement).closest<HTMLElement>('[data-cell]')?.dataset.cell;
    const [row, column] = place?.split('/').map(Number) ?? [];
    if (row === undefined || column === undefined) return;
    if (cursor?.row === row && cursor.column === column) return;
    event.preventDefault();
    grid.go({ row, column }, event.detail > 1);
  };
  const blur = (event: FocusEvent<HTMLElement>) => {
    if (event.relatedTarget !== null && !event.currentTarget.contains(event.relatedTarget)) grid.leave();
  };
  const focus = (event: FocusEvent<HTMLElement>) => {
    const place = event.target.dataset.cell;
    if (cursor || place === undefined) return;
    const [row = 0, column = 0] = place.split('/').map(Number);
    grid.go({ row, column });
  };
  const pasteHere = (event: ClipboardEvent) => {
    const text = event.clipboardData.getData('text/plain');
    if (!cursor || !isTable(text)) return;
    event.preventDefault();
    paste(cursor, text);
  };

  const first = columns.findIndex((column) => column.formula === undefined && column.access !== 'read');
  return (
    <div>
      <div
        ref={scroller}
        role="grid"
        aria-label={label(field.label, field.key)}
        aria-rowcount={rows.length + 1}
        aria-colcount={columns.length + 2}
        className={css.grid}
        onKeyDown={keys}
        onMouseDown={press}
        onBlur={blur}
        onFocus={focus}
        onPaste={pasteHere}
        tabIndex={rows.length === 0 ? 0 : -1}
      >
        <GridHead columns={columns} template={template} />
        <div role="rowgroup" className={css.body} style={{ height: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map((item) => {
            const row = rows[item.index];
            if (!row) return null;
            const here = cursor?.row === item.index;
            return (
              <GridRow
                key={row.uid}
                state={state}
                row={row}
                index={item.index}
                top={item.start}
                columns={columns}
                template={template}
                active={here ? cursor.column : -1}
                inside={here && cursor.inside}
                entrance={cursor === undefined && item.index === 0 ? Math.max(0, first) : -1}
                statusId={statusId}
                removeLabel={t('lines.remove_row', { row: item.index + 1 })}
              />
            );
          })}
        </div>
      </div>
      <GridStatus id={statusId} state={state} lines={field.key} columns={columns} cursor={cursor} note={note} />
    </div>
  );
}

function GridHead({ columns, template }: { columns: readonly Field[]; template: string }) {
  const { t } = useTranslation();
  const label = useLabel();
  return (
    <div role="rowgroup" className={css.head}>
      <div role="row" className={css.row} style={{ gridTemplateColumns: template }} aria-rowindex={1}>
        <div role="columnheader" className={`${css.headCell} ${css.index}`} aria-colindex={1}>
          <span className="visually-hidden">{t('lines.row_number')}</span>
        </div>
        {columns.map((column, index) => (
          <div
            key={column.key}
            role="columnheader"
            aria-colindex={index + 2}
            className={`${css.headCell} ${isRightAligned(column) ? css.right : ''}`}
          >
            <span className="ellipsis">{label(column.label, column.key)}</span>
            {column.required === true && column.formula === undefined ? <span className={css.star}>*</span> : null}
          </div>
        ))}
        <div role="columnheader" className={css.headCell} aria-colindex={columns.length + 2}>
          <span className="visually-hidden">{t('common.actions')}</span>
        </div>
      </div>
    </div>
  );
}

interface GridRowProps {
  state: FormState;
  row: Row;
  index: number;
  top: number;
  columns: readonly Field[];
  template: string;
  active: number;
  inside: boolean;
  entrance: number;
  statusId: string;
  removeLabel: string;
}

const GridRow = memo(function GridRow(props: GridRowProps) {
  const { state, row, index, columns } = props;
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      className={css.row}
      style={{ gridTemplateColumns: props.template, transform: `translateY(${props.top}px)`, position: 'absolute' }}
    >
      <div role="rowheader" className={`${css.cell} ${css.index} num`} aria-colindex={1}>
        {index + 1}
      </div>
      {columns.map((field, column) => (
        <GridCell
          key={field.key}
          state={state}
          uid={row.uid}
          field={field}
          row={index}
          column={column}
          active={props.active === column}
          inside={props.inside}
          entrance={props.entrance === column}
          statusId={props.statusId}
        />
      ))}
      <div role="gridcell" className={css.tools} aria-colindex={columns.length + 2}>
        <button
          type="button"
          tabIndex={-1}
          className={css.remove}
          aria-label={props.removeLabel}
          onClick={() => state.removeRow(row.scope, row.uid)}
        >
          <DeleteOutlined />
        </button>
      </div>
    </div>
  );
});
