import { CaretDownFilled, CaretUpFilled } from '@ant-design/icons';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useVirtualizer } from '@tanstack/react-virtual';
import { Button } from 'antd';
import { type KeyboardEvent, type MouseEvent, memo, useEffect, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { type ListQuery, loadRecords, type StoredRecord } from '@/api/records';
import type { Field, Form } from '@/engine/blueprint';
import { isSortable, type ListState, listColumns, nextSort } from '@/engine/list/query';
import { listedValue } from '@/engine/system-fields';
import { gridTemplate, isRightAligned } from '@/ui/lines/columns';
import { useLabel } from '@/ui/session';
import { EmptyState, ErrorState, Loading } from '@/ui/states';
import { usePhone } from '@/ui/use-phone';
import { ValueView } from '@/ui/values/value-view';
import { RecordCard } from './record-card';
import css from './records.module.css';
import { TableFoot } from './table-foot';

const ROW_HEIGHT = 36;
const CARD_HEIGHT = 92;

interface RecordTableProps {
  form: Form;
  state: ListState;
  query: ListQuery;
  openId: string | null;
  onOpen: (id: string) => void;
  onChange: (change: Partial<ListState>) => void;
}

/** Pages of records, loaded as one scrolls; only the rows in sight exist in the page. */
export function RecordTable({ form, state, query, openId, onOpen, onChange }: RecordTableProps) {
  const phone = usePhone();
  const label = useLabel();
  const pages = useInfiniteQuery({
    queryKey: ['records', form.key, 'list', query],
    queryFn: ({ pageParam, signal }) => loadRecords(form.key, query, pageParam, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  });
  const columns = useMemo(() => listColumns(form), [form]);
  const records = useMemo(() => pages.data?.pages.flatMap((page) => page.items) ?? [], [pages.data]);
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: records.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => (phone ? CARD_HEIGHT : ROW_HEIGHT),
    overscan: 12,
  });
  const items = virtual.getVirtualItems();
  const lastSeen = items.at(-1)?.index ?? 0;
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = pages;
  useEffect(() => {
    if (hasNextPage && !isFetchingNextPage && lastSeen >= records.length - 20) void fetchNextPage();
  }, [lastSeen, records.length, hasNextPage, isFetchingNextPage, fetchNextPage]);

  const template = gridTemplate(columns, '', '', 0.85);
  if (pages.isError) return <ErrorState error={pages.error} retry={() => void pages.refetch()} />;
  const empty = pages.isSuccess && records.length === 0;
  return (
    <>
      <div ref={scroller} className={css.scroller} aria-busy={pages.isFetching} tabIndex={-1}>
        {empty ? <Nothing form={form} state={state} onChange={onChange} /> : null}
        {records.length > 0 || (pages.isPending && !phone) ? (
          <div role="table" aria-label={label(form.label, form.key)} onKeyDown={stepThroughRows}>
            {phone ? null : <TableHead columns={columns} template={template} state={state} onChange={onChange} />}
            {records.length > 0 ? (
              <div role="rowgroup" className={css.rows} style={{ height: virtual.getTotalSize() }}>
                {items.map((item) => {
                  const record = records[item.index];
                  if (!record) return null;
                  const props = { form, columns, record, top: item.start, onOpen };
                  return phone ? (
                    <RecordCard key={record.id} {...props} height={CARD_HEIGHT} />
                  ) : (
                    <RecordRow key={record.id} {...props} template={template} open={record.id === openId} />
                  );
                })}
              </div>
            ) : null}
          </div>
        ) : null}
        {pages.isPending ? <Loading lines={12} /> : null}
      </div>
      <TableFoot
        form={form}
        query={query}
        loaded={records.length}
        more={pages.hasNextPage}
        loading={pages.isFetching}
      />
    </>
  );
}

/** Up and down move from row to row, as in every list. */
function stepThroughRows(event: KeyboardEvent<HTMLElement>): void {
  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
  const links = [...event.currentTarget.querySelectorAll<HTMLElement>('a[data-row]')];
  const at = links.indexOf(document.activeElement as HTMLElement);
  const next = links[at < 0 ? 0 : at + (event.key === 'ArrowDown' ? 1 : -1)];
  if (!next) return;
  event.preventDefault();
  next.focus();
}

interface TableHeadProps {
  columns: readonly Field[];
  template: string;
  state: ListState;
  onChange: (change: Partial<ListState>) => void;
}

function TableHead({ columns, template, state, onChange }: TableHeadProps) {
  const label = useLabel();
  return (
    <div role="rowgroup" className={css.head}>
      <div role="row" className={css.row} style={{ gridTemplateColumns: template }}>
        {columns.map((field) => {
          const at = state.sort.findIndex((key) => key.field === field.key);
          const key = state.sort[at];
          const sorted = key === undefined ? 'none' : key.descending ? 'descending' : 'ascending';
          const text = label(field.label, field.key);
          const sort = (event: MouseEvent) => onChange({ sort: nextSort(state.sort, field.key, event.shiftKey) });
          return (
            <div
              key={field.key}
              role="columnheader"
              aria-sort={sorted}
              className={`${css.headCell} ${isRightAligned(field) ? css.right : ''}`}
            >
              {isSortable(field) ? (
                <button type="button" className={css.sort} onClick={sort}>
                  <span className="ellipsis">{text}</span>
                  {key === undefined ? null : key.descending ? (
                    <CaretDownFilled aria-hidden />
                  ) : (
                    <CaretUpFilled aria-hidden />
                  )}
                  {key !== undefined && state.sort.length > 1 ? <sub>{at + 1}</sub> : null}
                </button>
              ) : (
                <span className="ellipsis">{text}</span>
              )}
            </div>
          );
        })}
      </div>
    </div>
  );
}

interface RecordRowProps {
  form: Form;
  columns: readonly Field[];
  record: StoredRecord;
  top: number;
  template: string;
  open: boolean;
  onOpen: (id: string) => void;
}

const RecordRow = memo(function RecordRow({ form, columns, record, top, template, open, onOpen }: RecordRowProps) {
  const address = `/forms/${form.key}/${record.id}`;
  const click = (event: MouseEvent) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    onOpen(record.id);
  };
  return (
    <div
      role="row"
      className={`${css.row} ${css.record} ${open ? css.open : ''}`}
      style={{ gridTemplateColumns: template, transform: `translateY(${top}px)` }}
      onClick={click}
    >
      {columns.map((field, index) => (
        <div key={field.key} role="cell" className={`${css.cell} ${isRightAligned(field) ? css.right : ''}`}>
          {index === 0 ? (
            <Link to={address} data-row className={`ellipsis ${css.first}`} onClick={click}>
              <ValueView field={field} value={listedValue(record, field)} dense />
              {listedValue(record, field) === null ? '—' : null}
            </Link>
          ) : (
            <span className="ellipsis">
              <ValueView field={field} value={listedValue(record, field)} dense />
            </span>
          )}
        </div>
      ))}
    </div>
  );
});

function Nothing({
  form,
  state,
  onChange,
}: {
  form: Form;
  state: ListState;
  onChange: (change: Partial<ListState>) => void;
}) {
  const { t } = useTranslation();
  const label = useLabel();
  const navigate = useNavigate();
  const name = label(form.label, form.key);
  if (state.filter !== '' || state.search !== '') {
    return (
      <EmptyState
        title={t('list.no_match')}
        hint={t('list.no_match_hint')}
        action={<Button onClick={() => onChange({ filter: '', search: '' })}>{t('list.clear')}</Button>}
      />
    );
  }
  if (state.deleted) return <EmptyState title={t('list.bin_empty')} hint={t('list.bin_empty_hint')} />;
  return (
    <EmptyState
      title={t('list.empty', { form: name })}
      hint={form.may.create ? t('list.empty_hint', { form: name }) : t('list.empty_hint_reader', { form: name })}
      action={
        form.may.create ? (
          <Button type="primary" onClick={() => void navigate(`/forms/${form.key}/new`)}>
            {t('form.new', { form: name })}
          </Button>
        ) : null
      }
    />
  );
}
