import { useInfiniteQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { type ListQuery, loadGroups, type StoredRecord } from '@/api/records';
import { type Form, isSystemMade } from '@/engine/blueprint';
import type { RecordPages } from '@/engine/list/pages';
import type { ListState } from '@/engine/list/view';
import { listedField } from '@/engine/system-fields';
import { DragBoard } from '@/ui/dnd/drag-board';
import { useLabel } from '@/ui/session';
import { EmptyState, ErrorState, Loading } from '@/ui/states';
import { useMove } from '../use-move';
import { Card } from './card';
import { Column } from './column';
import { boardColumns } from './columns';
import css from './kanban.module.css';

interface KanbanProps {
  form: Form;
  state: ListState;
  query: ListQuery;
  openId: string | null;
  onOpen: (id: string) => void;
}

/** What a column tells the board of its records. */
export type ColumnLists = Map<string, RecordPages<StoredRecord>>;

/** The records of a form in columns by one field; dragging a card writes that field. */
export function Kanban({ form, state, query, openId, onOpen }: KanbanProps) {
  const { t } = useTranslation();
  const label = useLabel();
  const move = useMove(form);
  const lists = useRef<ColumnLists>(new Map());
  const field = state.kanban.field === undefined ? undefined : listedField(form, state.kanban.field);
  const groups = useMemo(() => (field ? [{ field: field.key }] : []), [field]);
  const answer = useInfiniteQuery({
    queryKey: ['records', form.key, 'groups', query.filter, query.search, false, groups, state.totals],
    queryFn: ({ pageParam, signal }) => loadGroups(form.key, query, groups, state.totals, pageParam, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    enabled: field !== undefined,
    placeholderData: (previous) => previous,
  });
  const columns = useMemo(
    () =>
      field
        ? boardColumns(field, answer.data?.pages.flatMap((page) => page.items) ?? [], (text, key) =>
            label(text as Parameters<typeof label>[0], key),
          )
        : [],
    [field, answer.data, label],
  );
  const shown = useMemo(
    () =>
      (state.kanban.fields ?? [])
        .map((key) => listedField(form, key))
        .filter((each) => each !== undefined && each.key !== form.title && each.key !== field?.key)
        .filter((each) => each !== undefined),
    [form, field, state.kanban.fields],
  );
  if (!field) return <EmptyState title={t('board.no_field')} hint={t('board.no_field_hint')} />;
  if (answer.isPending) return <Loading lines={10} />;
  if (answer.isError) return <ErrorState error={answer.error} retry={() => void answer.refetch()} />;

  const writable =
    !isSystemMade(field) && field.readOnly !== true && field.access !== 'read' && field.key in byKey(form);
  const recordOf = (item: string): { column: string; record: StoredRecord } | undefined => {
    for (const [column, pages] of lists.current) {
      const record = pages.snapshot().items.find((each) => each.id === item);
      if (record) return { column, record };
    }
    return undefined;
  };
  const name = (key: string | undefined) => {
    const column = columns.find((each) => `column:${each.key}` === key);
    return column ? (column.label ?? t('board.without')) : undefined;
  };
  const title = (item: string) => recordOf(item)?.record.title ?? '';
  const drop = (item: string, spot: string) => {
    const from = recordOf(item);
    const to = columns.find((each) => `column:${each.key}` === spot);
    if (!from || !to || from.column === to.key) return;
    const { record } = from;
    const values = { ...record.values, [field.key]: to.value };
    lists.current.get(from.column)?.remove(new Set([item]));
    lists.current.get(to.key)?.append([{ ...record, values }]);
    void move(record, { [field.key]: to.value });
  };
  return (
    <DragBoard
      accepts={(_, spot) => spot.startsWith('column:')}
      onDrop={(item, spot) => drop(item, spot.id)}
      overlay={(item) => {
        const found = recordOf(item);
        return found ? <Card form={form} record={found.record} fields={shown} overlay /> : null;
      }}
      texts={{
        instructions: t('board.instructions'),
        started: (item) => t('board.started', { title: title(item) }),
        over: (item, spot) =>
          spot === undefined ? title(item) : t('board.over', { title: title(item), column: name(spot) ?? '' }),
        dropped: (item, spot) =>
          spot === undefined
            ? t('board.cancelled', { title: title(item) })
            : t('board.dropped', { title: title(item), column: name(spot) ?? '' }),
        cancelled: (item) => t('board.cancelled', { title: title(item) }),
      }}
    >
      <section className={css.board} aria-label={label(field.label, field.key)}>
        {columns.map((column) => (
          <Column
            key={column.key}
            form={form}
            query={query}
            column={column}
            fields={shown}
            totals={state.totals}
            lists={lists.current}
            writable={writable}
            openId={openId}
            onOpen={onOpen}
          />
        ))}
        {answer.hasNextPage ? (
          <Button loading={answer.isFetchingNextPage} onClick={() => void answer.fetchNextPage()}>
            {t('board.more_columns')}
          </Button>
        ) : null}
      </section>
    </DragBoard>
  );
}

function byKey(form: Form): Record<string, true> {
  return Object.fromEntries(form.fields.map((field) => [field.key, true]));
}
