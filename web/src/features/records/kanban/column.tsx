import { useEffect, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { ListQuery } from '@/api/records';
import type { Field, Form } from '@/engine/blueprint';
import { both } from '@/engine/list/tree';
import type { TotalOf } from '@/engine/list/view';
import { formatNumber } from '@/engine/numbers';
import { listedField } from '@/engine/system-fields';
import { useDrop } from '@/ui/dnd/use-drag';
import { useRecordList } from '@/ui/grid/use-record-list';
import { useLabel } from '@/ui/session';
import { ErrorState } from '@/ui/states';
import { colourVariable } from '@/ui/values/colour';
import { useTotalText } from '../total-text';
import { Card } from './card';
import type { BoardColumn } from './columns';
import type { ColumnLists } from './kanban';
import css from './kanban.module.css';

interface ColumnProps {
  form: Form;
  query: ListQuery;
  column: BoardColumn;
  fields: readonly Field[];
  totals: readonly TotalOf[];
  lists: ColumnLists;
  writable: boolean;
  openId: string | null;
  onOpen: (id: string) => void;
}

/** Pixels above the end of a column at which more of it is asked for. */
const AHEAD = 600;

/** One column: how many records, what they add up to, and its cards, loaded as they are scrolled to. */
export function Column({ form, query, column, fields, totals, lists, writable, openId, onOpen }: ColumnProps) {
  const { t } = useTranslation();
  const label = useLabel();
  const totalText = useTotalText();
  const filter = JSON.stringify(column.filter);
  const own = useMemo(() => ({ ...query, filter: both(query.filter ?? '', JSON.parse(filter)) }), [query, filter]);
  const { pages, list } = useRecordList(form.key, own);
  useEffect(() => {
    lists.set(column.key, pages);
    return () => {
      if (lists.get(column.key) === pages) lists.delete(column.key);
    };
  }, [lists, column.key, pages]);
  const { ref, side } = useDrop(`column:${column.key}`, 'x');
  const scroller = useRef<HTMLUListElement>(null);
  const look = () => {
    const node = scroller.current;
    if (node && !list.complete && node.scrollHeight - node.scrollTop - node.clientHeight < AHEAD) pages.more();
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: whatever came may not have filled the column
  useEffect(look, [list.items.length, list.ready]);
  const name = column.label ?? t('board.without');
  return (
    <section
      ref={ref}
      className={`${css.column} ${side ? css.target : ''}`}
      style={{ '--column': colourVariable(column.color) } as React.CSSProperties}
      aria-label={name}
    >
      <header className={css.columnHead}>
        <h2 className="ellipsis">{name}</h2>
        <span className={`${css.count} num`}>{formatNumber(String(column.count))}</span>
        {column.totals.map((total) => {
          const field = listedField(form, total.field);
          return field && totals.length > 0 ? (
            <span key={`${total.field}/${total.function}`} className={`${css.total} num`} title={label(field.label)}>
              {totalText(field, total)}
            </span>
          ) : null;
        })}
      </header>
      {list.error !== undefined && !list.ready ? (
        <ErrorState error={list.error} retry={() => pages.expire()} />
      ) : (
        <ul ref={scroller} className={css.cards} onScroll={look} aria-busy={list.loading}>
          {list.items.map((record) => (
            <li key={record.id}>
              <Card
                form={form}
                record={record}
                fields={fields}
                movable={writable && record.may.edit}
                open={record.id === openId}
                onOpen={onOpen}
              />
            </li>
          ))}
          {list.ready && list.items.length === 0 ? <li className={css.empty}>{t('board.empty')}</li> : null}
        </ul>
      )}
    </section>
  );
}
