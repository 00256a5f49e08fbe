import { useCallback, useEffect, useMemo } from 'react';
import type { ListQuery } from '@/api/records';
import type { Form } from '@/engine/blueprint';
import { type ColumnSetting, changeColumn, moveColumn } from '@/engine/grid/columns';
import { type ListState, nextSort } from '@/engine/list/query';
import { listedField } from '@/engine/system-fields';
import { type Density, plainRows } from '@/ui/grid/model';
import { RecordGrid } from '@/ui/grid/record-grid';
import { useGridEdits } from '@/ui/grid/use-edits';
import type { useRecordList } from '@/ui/grid/use-record-list';
import { ErrorState, Loading } from '@/ui/states';
import { Nothing } from './nothing';
import { TableFoot } from './table-foot';

interface ListGridProps {
  form: Form;
  source: ReturnType<typeof useRecordList>;
  state: ListState;
  query: ListQuery;
  columns: readonly ColumnSetting[];
  density: Density;
  openId: string | null;
  checked: ReadonlySet<string>;
  onCheck: (checked: ReadonlySet<string>) => void;
  onOpen: (id: string) => void;
  onChange: (change: Partial<ListState>) => void;
  onColumns: (columns: readonly ColumnSetting[]) => void;
}

/** Rows left below the last one in sight before more are asked for. */
const AHEAD = 60;

/** The records of a form as a grid. */
export function ListGrid(props: ListGridProps) {
  const { form, source, state, query, columns, onChange, onColumns } = props;
  const { pages, list } = source;
  const fields = useMemo(
    () => columns.map((column) => listedField(form, column.field)).filter((field) => field !== undefined),
    [form, columns],
  );
  const rows = useMemo(() => plainRows(list.items, list.complete), [list.items, list.complete]);
  const store = useMemo(
    () => ({
      records: list.items,
      replace: (record: (typeof list.items)[number]) => pages.replace(record),
      append: (records: readonly (typeof list.items)[number][]) => pages.append(records),
      remove: (ids: ReadonlySet<string>) => pages.remove(ids),
    }),
    [pages, list.items],
  );
  const edits = useGridEdits(form, store);
  const onSight = useCallback(
    (from: number, to: number) => {
      pages.look(from, to);
      if (to >= pages.snapshot().items.length - AHEAD) pages.more();
    },
    [pages],
  );
  const onHold = useCallback((held: boolean) => pages.hold(held), [pages]);
  // A page that ended within what is looked at is followed by the next one.
  useEffect(() => {
    if (list.ready && !list.loading && !list.complete && list.items.length < AHEAD) pages.more();
  }, [list, pages]);

  if (list.error !== undefined && !list.ready) return <ErrorState error={list.error} retry={() => pages.expire()} />;
  if (!list.ready) return <Loading lines={14} />;
  if (list.items.length === 0 && list.complete) return <Nothing form={form} state={state} onChange={onChange} />;
  return (
    <RecordGrid
      form={form}
      fields={fields}
      settings={columns}
      density={props.density}
      rows={rows}
      edits={edits}
      head={{
        sort: state.sort,
        onSort: (field, add) => onChange({ sort: nextSort(state.sort, field, add) }),
        onResize: (field, width) => onColumns(changeColumn(columns, field, { width })),
        onMove: (field, before) => onColumns(moveColumn(columns, field, before)),
      }}
      busy={list.loading}
      openId={props.openId}
      closed={state.deleted}
      checked={props.checked}
      onCheck={props.onCheck}
      onOpen={props.onOpen}
      onSight={onSight}
      onHold={onHold}
      foot={
        <TableFoot
          form={form}
          query={query}
          loaded={list.items.length}
          more={!list.complete}
          loading={list.loading}
          error={list.error}
          retry={() => pages.more()}
        />
      }
    />
  );
}
