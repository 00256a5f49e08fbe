import { LeftOutlined, RightOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Alert, Button, Segmented } from 'antd';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type ListQuery, loadRecords, type StoredRecord } from '@/api/records';
import { type Field, type Form, findField, isSystemMade } from '@/engine/blueprint';
import { addDays, dayOf, daysBetween, monthFrom, shifted, shownDays, spanOf } from '@/engine/calendar';
import { todayIn } from '@/engine/dates';
import { both, type Tree } from '@/engine/list/tree';
import type { ListState } from '@/engine/list/view';
import { listedField, listedValue } from '@/engine/system-fields';
import type { Values } from '@/engine/values';
import { DragBoard } from '@/ui/dnd/drag-board';
import { useWorkplace } from '@/ui/session';
import { EmptyState, ErrorState, Loading } from '@/ui/states';
import { usePhone } from '@/ui/use-phone';
import { useMove } from '../use-move';
import { Agenda } from './agenda';
import css from './calendar.module.css';
import { Day, type Entry, EntryChip } from './day';

interface CalendarProps {
  form: Form;
  state: ListState;
  query: ListQuery;
  onOpen: (id: string) => void;
}

/** Most records a month shows; beyond this it says so. */
const MOST = 500;

/** The records of a form on their days; dragging one to another day writes its dates. */
export function Calendar({ form, state, query, onOpen }: CalendarProps) {
  const { t } = useTranslation();
  const phone = usePhone();
  const { timeZone } = useWorkplace().blueprint.workspace;
  const today = todayIn(timeZone);
  const [mode, setMode] = useState<'month' | 'week'>('month');
  const [day, setDay] = useState(today);
  const move = useMove(form);
  const start = fieldOf(form, state.calendar.start);
  const end = fieldOf(form, state.calendar.end);
  const colour = fieldOf(form, state.calendar.field);
  const days = useMemo(() => shownDays(mode, day), [mode, day]);
  const first = days[0] ?? day;
  const last = days.at(-1) ?? day;
  const filter = start ? both(query.filter ?? '', within(start, end, first, last)) : '';
  const answer = useQuery({
    queryKey: ['records', form.key, 'calendar', filter, query.search, start?.key],
    queryFn: ({ signal }) =>
      loadRecords(form.key, { filter, search: query.search, sort: start?.key }, null, signal, MOST),
    enabled: start !== undefined,
    placeholderData: (previous) => previous,
  });
  const entries = useMemo(() => {
    if (!start) return [];
    return (answer.data?.items ?? []).flatMap((record): Entry[] => {
      const from = listedValue(record, start);
      const to = end ? listedValue(record, end) : null;
      if (typeof from !== 'string') return [];
      return [{ record, days: spanOf(from, typeof to === 'string' ? to : null, timeZone, days), start: from }];
    });
  }, [answer.data, start, end, days, timeZone]);
  if (!start) return <EmptyState title={t('calendar.no_field')} hint={t('calendar.no_field_hint')} />;

  const writable = [start, ...(end ? [end] : [])].every((field) => isWritable(form, field));
  const byId = new Map(entries.map((entry) => [entry.record.id, entry]));
  const itemOf = (item: string) => byId.get(item.split('@')[0] ?? '');
  const drop = (item: string, spot: string) => {
    const entry = itemOf(item);
    const grabbed = item.split('@')[1] ?? dayOf(entry?.start ?? today, timeZone);
    const to = spot.slice('day:'.length);
    if (!entry || to === grabbed) return;
    void move(entry.record, moved(entry.record, [start, end], daysBetween(grabbed, to), timeZone));
  };
  const title = (item: string) => itemOf(item)?.record.title ?? '';
  const place = (spot: string | undefined) => spot?.slice('day:'.length) ?? '';
  const step = (count: number) => setDay(mode === 'week' ? addDays(day, count * 7) : monthFrom(day, count));
  return (
    <div className={css.calendar}>
      <div className={css.tools}>
        <Button icon={<LeftOutlined aria-hidden />} aria-label={t('calendar.earlier')} onClick={() => step(-1)} />
        <Button onClick={() => setDay(today)}>{t('calendar.today')}</Button>
        <Button icon={<RightOutlined aria-hidden />} aria-label={t('calendar.later')} onClick={() => step(1)} />
        <h2 className="num" aria-live="polite">
          {mode === 'month' ? day.slice(0, 7) : `${first} – ${last}`}
        </h2>
        <Segmented
          className={css.mode ?? ''}
          aria-label={t('calendar.mode')}
          value={mode}
          onChange={setMode}
          options={[
            { value: 'month', label: t('calendar.month') },
            { value: 'week', label: t('calendar.week') },
          ]}
        />
      </div>
      {answer.data?.next ? <Alert type="warning" banner title={t('calendar.too_many', { count: MOST })} /> : null}
      {answer.isError ? <ErrorState error={answer.error} retry={() => void answer.refetch()} /> : null}
      {answer.isPending ? (
        <Loading lines={10} />
      ) : phone ? (
        <Agenda form={form} entries={entries} days={days} today={today} colour={colour} onOpen={onOpen} />
      ) : (
        <DragBoard
          accepts={(_, spot) => spot.startsWith('day:')}
          onDrop={(item, spot) => drop(item, spot.id)}
          overlay={(item) => {
            const entry = itemOf(item);
            return entry ? <EntryChip entry={entry} colour={colour} /> : null;
          }}
          texts={{
            instructions: t('board.instructions'),
            started: (item) => t('board.started', { title: title(item) }),
            over: (item, spot) => t('board.over', { title: title(item), column: place(spot) }),
            dropped: (item, spot) => t('board.dropped', { title: title(item), column: place(spot) }),
            cancelled: (item) => t('board.cancelled', { title: title(item) }),
          }}
        >
          <div className={`${css.grid} ${mode === 'week' ? css.week : ''}`}>
            {days.slice(0, 7).map((each, index) => (
              <div key={each} className={css.weekday}>
                {t(`calendar.day_${index as 0 | 1 | 2 | 3 | 4 | 5 | 6}`)}
              </div>
            ))}
            {days.map((each) => (
              <Day
                key={each}
                day={each}
                today={today}
                faint={mode === 'month' && each.slice(0, 7) !== day.slice(0, 7)}
                entries={entries.filter((entry) => entry.days.includes(each))}
                most={mode === 'week' ? 60 : 3}
                colour={colour}
                writable={writable}
                onOpen={onOpen}
              />
            ))}
          </div>
        </DragBoard>
      )}
    </div>
  );
}

function fieldOf(form: Form, key: string | undefined): Field | undefined {
  return key === undefined ? undefined : listedField(form, key);
}

function isWritable(form: Form, field: Field): boolean {
  const own = findField(form.fields, field.key) !== undefined;
  return own && !isSystemMade(field) && field.readOnly !== true && field.access !== 'read';
}

/** What begins in the days shown, or has begun before and ends in or after them. */
function within(start: Field, end: Field | undefined, first: string, last: string): Tree {
  const begins: Tree = { field: start.key, op: 'between', value: { from: first, to: last } };
  if (!end) return begins;
  return {
    any: [
      begins,
      {
        all: [
          { field: start.key, op: 'lt', value: first },
          { field: end.key, op: 'ge', value: first },
        ],
      },
    ],
  };
}

function moved(record: StoredRecord, fields: readonly (Field | undefined)[], days: number, timeZone: string): Values {
  const values: Values = {};
  for (const field of fields) {
    const value = field && record.values[field.key];
    if (field && typeof value === 'string') values[field.key] = shifted(value, days, timeZone);
  }
  return values;
}
