import { useInfiniteQuery } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useReducer, useRef, useState } from 'react';
import { type ListQuery, loadGroups, loadRecords, type RecordGroup, type StoredRecord } from '@/api/records';
import type { Form } from '@/engine/blueprint';
import { type GroupNode, groupTree } from '@/engine/list/groups';
import { RecordPages } from '@/engine/list/pages';
import { both } from '@/engine/list/tree';
import type { GroupBy, TotalOf } from '@/engine/list/view';
import type { Entry, GridRows } from '@/ui/grid/model';

const PAGE = 100;

type Node = GroupNode<RecordGroup>;

/** A list in groups: the headings at once, the records of a group when it is opened. */
export function useGrouped(form: Form, query: ListQuery, groups: readonly GroupBy[], totals: readonly TotalOf[]) {
  const enabled = groups.length > 0;
  const answer = useInfiniteQuery({
    queryKey: ['records', form.key, 'groups', query.filter, query.search, query.deleted, groups, totals],
    queryFn: ({ pageParam, signal }) => loadGroups(form.key, query, groups, totals, pageParam, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    enabled,
    placeholderData: (previous) => previous,
  });
  const tree = useMemo(() => groupTree(answer.data?.pages.flatMap((page) => page.items) ?? []), [answer.data]);
  const [open, setOpen] = useState<ReadonlySet<string>>(() => new Set());
  const lists = useRef(new Map<string, RecordPages<StoredRecord>>());
  const [version, look] = useReducer((count: number) => count + 1, 0);

  const identity = JSON.stringify([query, groups]);
  const known = useRef(identity);
  if (known.current !== identity) {
    known.current = identity;
    lists.current = new Map();
  }

  const listOf = useCallback(
    (leaf: RecordGroup, key: string): RecordPages<StoredRecord> => {
      const there = lists.current.get(key);
      if (there) return there;
      const filter = both(query.filter ?? '', leaf.filter);
      const made = new RecordPages<StoredRecord>((after, signal) =>
        loadRecords(form.key, { ...query, filter }, after, signal, PAGE),
      );
      lists.current.set(key, made);
      // It is made while a page is drawn, and tells of itself only afterwards.
      queueMicrotask(() => {
        made.subscribe(look);
        made.start();
      });
      return made;
    },
    [form.key, query],
  );

  // Fresh headings mean that something changed: the records below open ones are asked for again.
  const { dataUpdatedAt } = answer;
  useEffect(() => {
    if (dataUpdatedAt > 0) for (const list of lists.current.values()) list.expire();
  }, [dataUpdatedAt]);
  useEffect(
    () => () => {
      for (const list of lists.current.values()) list.stop();
    },
    [],
  );

  // biome-ignore lint/correctness/useExhaustiveDependencies: the lists tell by `version` that they changed
  const laid = useMemo(() => {
    const nodes = new Map<string, Node>();
    const entries: Entry[] = [];
    const records: StoredRecord[] = [];
    const lines: number[] = [];
    const spans: { list: RecordPages<StoredRecord>; from: number; to: number }[] = [];
    const lay = (node: Node) => {
      nodes.set(node.key, node);
      entries.push({ kind: 'group', key: node.key });
      if (!open.has(node.key)) return;
      node.children.forEach(lay);
      if (!node.leaf) return;
      const list = listOf(node.leaf, node.key);
      const { items, complete } = list.snapshot();
      const from = entries.length;
      for (const item of items) {
        lines.push(entries.length);
        entries.push({ kind: 'record', row: records.length });
        records.push(item);
      }
      spans.push({ list, from, to: entries.length });
      if (!complete) entries.push({ kind: 'more', key: node.key });
    };
    tree.forEach(lay);
    return { nodes, entries, records, lines, spans };
  }, [tree, open, listOf, version]);

  const rows: GridRows = useMemo(
    () => ({
      records: laid.records,
      count: laid.entries.length,
      at: (line) => laid.entries[line],
      lineOf: (row) => laid.lines[row] ?? 0,
      open: false,
    }),
    [laid],
  );

  return {
    enabled,
    rows,
    nodes: laid.nodes,
    open,
    toggle: (key: string) =>
      setOpen((current) => {
        const next = new Set(current);
        if (next.has(key)) next.delete(key);
        else next.add(key);
        return next;
      }),
    look: (from: number, to: number) => {
      for (const span of laid.spans) {
        if (to < span.from || from > span.to) continue;
        span.list.look(Math.max(0, from - span.from), to - span.from);
        if (to >= span.to) span.list.more();
      }
    },
    replace: (record: StoredRecord) => {
      for (const list of lists.current.values()) list.replace(record);
    },
    remove: (ids: ReadonlySet<string>) => {
      for (const list of lists.current.values()) list.remove(ids);
    },
    hold: (held: boolean) => {
      for (const list of lists.current.values()) list.hold(held);
    },
    more: answer.hasNextPage ? () => void answer.fetchNextPage() : undefined,
    pending: enabled && answer.isPending,
    error: enabled ? answer.error : null,
    retry: () => void answer.refetch(),
    busy: answer.isFetching,
  };
}

export type Grouped = ReturnType<typeof useGrouped>;
