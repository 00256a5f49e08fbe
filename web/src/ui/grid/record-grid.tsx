import '@/i18n/lists';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type FocusEvent, lazy, type ReactNode, Suspense, useEffect, useId, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { StoredRecord } from '@/api/records';
import type { Field, Form } from '@/engine/blueprint';
import { type ColumnSetting, columnsInSight, layColumns, scrollFor, totalWidth } from '@/engine/grid/columns';
import { contains, cursorOf } from '@/engine/grid/selection';
import type { Density } from '@/engine/list/view';
import { columnWidth } from '../lines/columns';
import { useLabel } from '../session';
import { ActiveCell } from './active-cell';
import { CellNote } from './cell-note';
import type { Draft } from './draft';
import css from './grid.module.css';
import { GridFoot } from './grid-foot';
import { GridHead, type HeadActions } from './grid-head';
import { GridRow, type Paint } from './grid-row';
import { type GridRows, type GridShape, GUTTER, ROW_HEIGHTS } from './model';
import { useCellActions } from './use-cell-actions';
import type { GridEdits } from './use-edits';
import { gridKeys } from './use-keys';
import { usePointer } from './use-pointer';
import { useSelection } from './use-selection';
import { useSight } from './use-sight';

const PasteDialog = lazy(async () => ({ default: (await import('./paste-dialog')).PasteDialog }));

export interface RecordGridProps {
  form: Form;
  fields: readonly Field[];
  settings: readonly ColumnSetting[];
  density: Density;
  rows: GridRows;
  edits: GridEdits;
  head: HeadActions;
  busy: boolean;
  openId: string | null;
  /** Nothing may be typed here: the recycle bin. */
  closed: boolean;
  checked: ReadonlySet<string>;
  onCheck: (checked: ReadonlySet<string>) => void;
  onOpen: (id: string) => void;
  /** The lines in sight. */
  onSight: (from: number, to: number) => void;
  /** Rows stay where they are while somebody types. */
  onHold: (held: boolean) => void;
  paint?: ((record: StoredRecord) => Paint | undefined) | undefined;
  renderGroup?: (key: string, width: number) => ReactNode;
  totals?: ReactNode | ((shape: GridShape, first: number, last: number) => ReactNode);
  foot: ReactNode;
}

/** Records as a spreadsheet: only the rows and columns in sight exist in the page. */
export function RecordGrid(props: RecordGridProps) {
  const { form, rows, edits, density, closed } = props;
  const { t } = useTranslation();
  const label = useLabel();
  const statusId = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const draft = useRef<Draft | undefined>(undefined);
  const sight = useSight(scroller);
  const [focused, setFocused] = useState(false);
  const rowHeight = ROW_HEIGHTS[density];
  const columns = useMemo(
    () => layColumns(props.fields, props.settings, { before: GUTTER, visible: sight.width, widthOf: columnWidth }),
    [props.fields, props.settings, sight.width],
  );
  const shape: GridShape = useMemo(
    () => ({
      form,
      columns,
      fields: columns.map((column) => column.field),
      width: Math.max(totalWidth(columns, GUTTER), sight.width),
      rowHeight,
    }),
    [form, columns, rowHeight, sight.width],
  );
  const { first, last } = columnsInSight(columns, sight.left, sight.width);
  const at = useSelection(rows.records, columns.length);
  const cursor = at.selection && cursorOf(at.selection);
  const cursorLine = cursor ? rows.lineOf(cursor.row) : undefined;

  const virtual = useVirtualizer({
    count: rows.count,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 6,
    scrollPaddingStart: rowHeight,
    scrollPaddingEnd: props.totals ? rowHeight : 0,
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: another height of rows is measured anew
  useEffect(() => virtual.measure(), [rowHeight]);
  const items = virtual.getVirtualItems();
  const from = items[0]?.index ?? 0;
  const to = items.at(-1)?.index ?? 0;
  const { onSight } = props;
  useEffect(() => onSight(from, to), [from, to, onSight]);

  const actions = useCellActions({
    form,
    shape,
    rows,
    edits,
    at,
    draft,
    closed,
    onOpen: props.onOpen,
    onHold: props.onHold,
    checks: props,
  });
  const { editing } = actions;
  const pointer = usePointer({
    scroller,
    at,
    finish: actions.finish,
    edit: (position) => actions.edit(position),
    fill: actions.fillRange,
  });
  const keys = gridKeys({
    shape,
    rows,
    at,
    editing: editing !== undefined,
    inside: editing === 'inside',
    commands: { ...actions.commands, pageRows: Math.max(1, Math.floor(sight.height / rowHeight) - 2) },
  });
  actions.listen(() => focused && editing === undefined);

  const column = cursor?.column;
  useEffect(() => {
    if (cursorLine === undefined || column === undefined) return;
    virtual.scrollToIndex(cursorLine, { align: 'auto' });
    const node = scroller.current;
    const left = node && scrollFor(columns, column, GUTTER, node.scrollLeft, node.clientWidth);
    if (node && left !== undefined && left !== null) node.scrollLeft = left;
  }, [cursorLine, column, columns, virtual]);

  // A cell without an input takes the focus itself.
  useEffect(() => {
    if (!focused || cursor === undefined || editing !== undefined) return;
    const cell = scroller.current?.querySelector<HTMLElement>(`[data-cell="${cursor.row}/${cursor.column}"]`);
    if (cell && !cell.contains(document.activeElement)) cell.focus({ preventScroll: true });
  });

  const blur = (event: FocusEvent<HTMLElement>) => {
    if (event.relatedTarget === null || event.currentTarget.contains(event.relatedTarget)) return;
    if ((event.relatedTarget as HTMLElement).closest('[data-popup], [role="listbox"]')) return;
    actions.finish();
    setFocused(false);
  };
  const focus = (event: FocusEvent<HTMLElement>) => {
    const place = event.target.closest<HTMLElement>('[data-cell]')?.dataset.cell;
    if (place === undefined) return;
    setFocused(true);
    const [row = 0, index = 0] = place.split('/').map(Number);
    if (!at.selection) at.go({ row, column: index });
  };
  useOutside(scroller, focused, () => {
    actions.finish();
    setFocused(false);
  });

  const editorFor = (record: StoredRecord, row: number) => {
    if (!cursor || cursor.row !== row || !focused) return null;
    const field = shape.fields[cursor.column];
    if (!field || !actions.takesText(record, field)) return null;
    return (
      <ActiveCell
        key={`${record.id}/${field.key}/${actions.turn}`}
        field={field}
        value={edits.shown(record).values[field.key] ?? null}
        editing={editing !== undefined}
        inside={editing === 'inside'}
        statusId={statusId}
        draft={draft}
        form={form.key}
        record={record.id}
        onBegin={actions.begin}
      />
    );
  };

  const { range } = at;
  const target = pointer.target;
  const all = rows.records.length > 0 && rows.records.every((record) => props.checked.has(record.id));
  return (
    <>
      <div
        ref={scroller}
        role="grid"
        aria-label={label(form.label, form.key)}
        aria-busy={props.busy}
        aria-rowcount={rows.open ? rows.count + 1 : -1}
        aria-colcount={columns.length + 1}
        aria-multiselectable
        aria-describedby={statusId}
        className={`${css.grid} ${focused ? css.focused : ''}`}
        onKeyDownCapture={keys.capture}
        onKeyDown={keys.bubble}
        onMouseDown={(event) => {
          if ((event.target as HTMLElement).closest('[data-cell]')) setFocused(true);
          pointer.press(event);
        }}
        onDoubleClick={pointer.twice}
        onBlur={blur}
        onFocus={focus}
      >
        <GridHead
          {...props.head}
          shape={shape}
          first={first}
          last={last}
          allChecked={all ? true : props.checked.size > 0 ? undefined : false}
          onCheckAll={() => props.onCheck(all ? new Set() : new Set(rows.records.map((record) => record.id)))}
        />
        <div role="rowgroup" className={css.body} style={{ height: virtual.getTotalSize(), width: shape.width }}>
          {items.map((item) => {
            const entry = rows.at(item.index);
            if (!entry) return null;
            if (entry.kind !== 'record') {
              return (
                <div
                  key={`${entry.kind}:${entry.key}`}
                  role="row"
                  aria-rowindex={item.index + 2}
                  className={css.groupRow}
                  style={{ height: rowHeight, width: shape.width, transform: `translateY(${item.start}px)` }}
                >
                  {props.renderGroup?.(`${entry.kind}:${entry.key}`, sight.width)}
                </div>
              );
            }
            const record = rows.records[entry.row];
            if (!record) return null;
            const selected = range && contains(range, entry.row, range.left);
            const filling = target && contains(target, entry.row, target.left);
            return (
              <GridRow
                key={record.id}
                shape={shape}
                record={record}
                row={entry.row}
                line={item.index}
                top={item.start}
                first={first}
                last={last}
                cells={edits.book.of(record.id)}
                paint={props.paint?.(edits.shown(record))}
                from={selected ? range.left : -1}
                to={selected ? range.right : -1}
                fillFrom={filling ? target.left : -1}
                fillTo={filling ? target.right : -1}
                corner={range && range.bottom === entry.row && !closed && editing === undefined ? range.right : -1}
                active={cursor?.row === entry.row ? cursor.column : -1}
                entrance={
                  !focused && (cursor ? cursor.row === entry.row : entry.row === 0) ? (cursor?.column ?? 0) : -1
                }
                editor={editorFor(record, entry.row)}
                checked={props.checked.has(record.id)}
                open={record.id === props.openId}
                onOpen={props.onOpen}
                onCheck={actions.check}
              />
            );
          })}
        </div>
        {typeof props.totals === 'function' ? props.totals(shape, first, last) : props.totals}
      </div>
      {cursor && focused ? (
        <CellNote
          scroller={scroller}
          cursor={cursor}
          record={rows.records[cursor.row]}
          field={shape.fields[cursor.column]}
          edits={edits}
        />
      ) : null}
      <GridFoot id={statusId} edits={edits} rows={rows} shape={shape} range={range} note={actions.note} onGo={at.go}>
        {props.foot}
      </GridFoot>
      {actions.paste ? (
        <Suspense fallback={null}>
          <PasteDialog
            form={form}
            records={rows.records}
            plan={actions.paste}
            busy={actions.pasting}
            onAccept={actions.acceptPaste}
            onCancel={actions.cancelPaste}
          />
        </Suspense>
      ) : null}
      <span className="visually-hidden" aria-live="polite">
        {closed ? '' : t('grid.keys')}
      </span>
    </>
  );
}

/** Pressing anywhere else on the page ends typing, also on what takes no focus. */
function useOutside(node: React.RefObject<HTMLElement | null>, active: boolean, leave: () => void): void {
  const latest = useRef(leave);
  latest.current = leave;
  useEffect(() => {
    if (!active) return;
    const press = (event: globalThis.MouseEvent) => {
      const target = event.target as HTMLElement;
      if (node.current?.contains(target) || target.closest('[data-popup], [role="listbox"]')) return;
      latest.current();
    };
    document.addEventListener('mousedown', press);
    return () => document.removeEventListener('mousedown', press);
  }, [node, active]);
}
