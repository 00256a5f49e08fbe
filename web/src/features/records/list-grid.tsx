import { Button } from 'antd';
import { useCallback, useEffect, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { ListQuery, StoredRecord } from '@/api/records';
import type { Form } from '@/engine/blueprint';
import { changeColumn, moveColumn } from '@/engine/grid/columns';
import { nextSort } from '@/engine/list/query';
import type { ListState } from '@/engine/list/view';
import { listedField } from '@/engine/system-fields';
import { plainRows } from '@/ui/grid/model';
import { RecordGrid } from '@/ui/grid/record-grid';
import { useGridEdits } from '@/ui/grid/use-edits';
import type { RecordSource } from '@/ui/grid/use-record-list';
import { ErrorState, Loading } from '@/ui/states';
import { GroupHead } from './group-head';
import { Nothing } from './nothing';
import { TableFoot } from './table-foot';
import { TotalsRow } from './totals-row';
import { useGrouped } from './use-grouped';
import { usePaint } from './use-paint';

interface ListGridProps {
  form: Form;
  source: RecordSource;
  state: ListState;
  query: ListQuery;
  openId: string | null;
  checked: ReadonlySet<string>;
  onCheck: (checked: ReadonlySet<string>) => void;
  onOpen: (id: string) => void;
  onChange: (change: Partial<ListState>) => void;
}

/** Rows left below the last one in sight before more are asked for. */
const AHEAD = 60;

/** The records of a form as a grid. */
export function ListGrid(props: ListGridProps) {
  const { form, source, state, query, onChange } = props;
  const { t } = useTranslation();
  const { columns } = state;
  const { pages, list } = source;
  const grouped = useGrouped(form, query, state.groups, state.totals);
  const paint = usePaint(form, state.colors);
  const fields = useMemo(
    () => columns.map((column) => listedField(form, column.field)).filter((field) => field !== undefined),
    [form, columns],
  );
  const plain = useMemo(() => plainRows(list.items, list.complete), [list.items, list.complete]);
  const rows = grouped.enabled ? grouped.rows : plain;
  const edits = useGridEdits(form, {
    records: rows.records,
    replace: (record: StoredRecord) => {
      pages.replace(record);
      grouped.replace(record);
    },
    append: (records: readonly StoredRecord[]) => pages.append(records),
    remove: (ids: ReadonlySet<string>) => {
      pages.remove(ids);
      grouped.remove(ids);
    },
  });
  const { enabled, look, hold } = grouped;
  const onSight = useCallback(
    (from: number, to: number) => {
      if (enabled) look(from, to);
      else {
        pages.look(from, to);
        if (to >= pages.snapshot().items.length - AHEAD) pages.more();
      }
    },
    [pages, enabled, look],
  );
  const onHold = useCallback(
    (held: boolean) => {
      pages.hold(held);
      hold(held);
    },
    [pages, hold],
  );
  useEffect(() => {
    if (list.ready && !list.loading && !list.complete && list.items.length < AHEAD) pages.more();
  }, [list, pages]);

  if (grouped.error) return <ErrorState error={grouped.error} retry={grouped.retry} />;
  if (list.error !== undefined && !list.ready) return <ErrorState error={list.error} retry={() => pages.expire()} />;
  if (!list.ready || grouped.pending) return <Loading lines={14} />;
  if (list.items.length === 0 && list.complete) return <Nothing form={form} state={state} onChange={onChange} />;
  return (
    <RecordGrid
      form={form}
      fields={fields}
      settings={columns}
      density={state.density}
      rows={rows}
      edits={edits}
      head={{
        sort: state.sort,
        onSort: (field, add) => onChange({ sort: nextSort(state.sort, field, add) }),
        onResize: (field, width) => onChange({ columns: changeColumn(columns, field, { width }) }),
        onMove: (field, before) => onChange({ columns: moveColumn(columns, field, before) }),
      }}
      busy={list.loading || grouped.busy}
      openId={props.openId}
      closed={state.deleted}
      checked={props.checked}
      onCheck={props.onCheck}
      onOpen={props.onOpen}
      onSight={onSight}
      onHold={onHold}
      paint={paint}
      renderGroup={(line, width) => <GroupHead form={form} grouped={grouped} line={line} width={width} />}
      totals={
        state.totals.length === 0
          ? undefined
          : (shape, first, last) => (
              <TotalsRow form={form} query={query} totals={state.totals} shape={shape} first={first} last={last} />
            )
      }
      foot={
        grouped.enabled ? (
          grouped.more ? (
            <Button type="link" size="small" onClick={grouped.more}>
              {t('group.more')}
            </Button>
          ) : null
        ) : (
          <TableFoot
            form={form}
            query={query}
            loaded={list.items.length}
            more={!list.complete}
            loading={list.loading}
            error={list.error}
            retry={() => pages.more()}
          />
        )
      }
    />
  );
}
