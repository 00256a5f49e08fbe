import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, useEffect, useMemo, useRef } from 'react';
import type { ListQuery } from '@/api/records';
import type { Form } from '@/engine/blueprint';
import type { ListState } from '@/engine/list/view';
import { listedField } from '@/engine/system-fields';
import type { RecordSource } from '@/ui/grid/use-record-list';
import { useLabel } from '@/ui/session';
import { ErrorState, Loading } from '@/ui/states';
import { Nothing } from './nothing';
import { RecordCard } from './record-card';
import css from './records.module.css';
import { TableFoot } from './table-foot';

const CARD_HEIGHT = 92;
const AHEAD = 20;

interface ListCardsProps {
  form: Form;
  source: RecordSource;
  state: ListState;
  query: ListQuery;
  onChange: (change: Partial<ListState>) => void;
}

/** The records of a form in the hand: one card each. */
export function ListCards({ form, source, state, query, onChange }: ListCardsProps) {
  const label = useLabel();
  const { columns } = state;
  const { pages, list } = source;
  const fields = useMemo(
    () => columns.map((column) => listedField(form, column.field)).filter((field) => field !== undefined),
    [form, columns],
  );
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: list.items.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => CARD_HEIGHT,
    overscan: 8,
  });
  const items = virtual.getVirtualItems();
  const from = items[0]?.index ?? 0;
  const to = items.at(-1)?.index ?? 0;
  useEffect(() => {
    pages.look(from, to);
    if (to >= list.items.length - AHEAD && !list.loading) pages.more();
  }, [from, to, pages, list.items.length, list.loading]);
  if (list.error !== undefined && !list.ready) return <ErrorState error={list.error} retry={() => pages.expire()} />;
  const empty = list.ready && list.complete && list.items.length === 0;
  return (
    <>
      <div ref={scroller} className={css.scroller} aria-busy={list.loading}>
        {list.ready ? null : <Loading lines={12} />}
        {empty ? <Nothing form={form} state={state} onChange={onChange} /> : null}
        {list.items.length > 0 ? (
          <ul
            aria-label={label(form.label, form.key)}
            className={css.rows}
            style={{ height: virtual.getTotalSize() }}
            onKeyDown={stepThroughRows}
          >
            {items.map((item) => {
              const record = list.items[item.index];
              return record ? (
                <RecordCard
                  key={record.id}
                  form={form}
                  columns={fields}
                  record={record}
                  top={item.start}
                  height={CARD_HEIGHT}
                />
              ) : null;
            })}
          </ul>
        ) : null}
      </div>
      <footer className={css.foot}>
        <TableFoot
          form={form}
          query={query}
          loaded={list.items.length}
          more={!list.complete}
          loading={list.loading}
          error={list.error}
          retry={() => pages.more()}
        />
      </footer>
    </>
  );
}

/** Up and down move from card to card, as in every list. */
function stepThroughRows(event: KeyboardEvent<HTMLElement>): void {
  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
  const links = [...event.currentTarget.querySelectorAll<HTMLElement>('a[data-row]')];
  const at = links.indexOf(document.activeElement as HTMLElement);
  const next = links[at < 0 ? 0 : at + (event.key === 'ArrowDown' ? 1 : -1)];
  if (!next) return;
  event.preventDefault();
  next.focus();
}
