import '@/i18n/calendar';
import { DownloadOutlined, LeftOutlined, RightOutlined, UploadOutlined } from '@ant-design/icons';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { CALENDAR_KEY, loadCalendar } from '@/api/calendar';
import { address } from '@/api/client';
import { type DayState, workingYear, type YearDay, type YearMonth } from '@/engine/working-year';
import { Page, Panel } from '@/ui/page';
import { useWorkplace } from '@/ui/session';
import { ErrorState, Loading } from '@/ui/states';
import css from './calendar.module.css';
import { DayDialog } from './day-dialog';
import { ImportDialog } from './import-dialog';

const STATES: readonly DayState[] = ['work', 'weekend', 'off', 'makeup'];
const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7] as const;

/** `/calendar`: which days people work. */
export function CalendarPage() {
  const { t } = useTranslation();
  const { session } = useWorkplace();
  const queries = useQueryClient();
  const [search, setSearch] = useSearchParams();
  const year = Number(search.get('year')) || new Date().getFullYear();
  const query = useQuery({ queryKey: CALENDAR_KEY, queryFn: loadCalendar });
  const [edited, setEdited] = useState<YearDay>();
  const [importing, setImporting] = useState(false);
  const months = useMemo(() => workingYear(year, query.data ?? []), [year, query.data]);
  const total = months.reduce((sum, { working }) => sum + working, 0);
  const empty = query.data && !query.data.some(({ date }) => date.startsWith(`${year}-`));
  const go = (next: number) => setSearch({ year: String(next) }, { replace: true });
  const refresh = () => void queries.invalidateQueries({ queryKey: CALENDAR_KEY });
  return (
    <Page
      title={t('frame.calendar')}
      width="text"
      actions={
        session.administers ? (
          <>
            <Button icon={<DownloadOutlined aria-hidden />} href={address('/calendar/sample')}>
              {t('workdays.sample')}
            </Button>
            <Button type="primary" icon={<UploadOutlined aria-hidden />} onClick={() => setImporting(true)}>
              {t('workdays.import')}
            </Button>
          </>
        ) : null
      }
    >
      <p className={css.intro}>{t('workdays.intro')}</p>
      {query.isPending ? <Loading lines={8} /> : null}
      {query.isError ? <ErrorState error={query.error} retry={() => void query.refetch()} /> : null}
      {query.data ? (
        <Panel>
          <div className={css.bar}>
            <Button
              type="text"
              icon={<LeftOutlined aria-hidden />}
              aria-label={t('workdays.previous')}
              onClick={() => go(year - 1)}
            />
            <h2 aria-live="polite">{t('workdays.year', { year })}</h2>
            <Button
              type="text"
              icon={<RightOutlined aria-hidden />}
              aria-label={t('workdays.next')}
              onClick={() => go(year + 1)}
            />
            <span className={css.total}>{t('workdays.total', { count: total })}</span>
            <ul className={css.legend}>
              {STATES.map((state) => (
                <li key={state}>
                  <span className={`${css.sample} ${css[state]}`} aria-hidden />
                  {t(`workdays.state.${state}`)}
                </li>
              ))}
            </ul>
          </div>
          {empty ? (
            <p className={css.empty}>
              <strong>{t('workdays.nothing', { year })}</strong>
              {session.administers ? ` ${t('workdays.nothing_hint')}` : null}
            </p>
          ) : null}
          <div className={css.months}>
            {months.map((month) => (
              <Month key={month.month} month={month} onPick={session.administers ? setEdited : undefined} />
            ))}
          </div>
        </Panel>
      ) : null}
      {edited ? (
        <DayDialog
          day={edited}
          onClose={() => setEdited(undefined)}
          onSaved={() => {
            setEdited(undefined);
            refresh();
          }}
        />
      ) : null}
      {importing ? (
        <ImportDialog
          onClose={() => setImporting(false)}
          onTaken={(first) => {
            setImporting(false);
            if (first) go(Number(first.slice(0, 4)));
            refresh();
          }}
        />
      ) : null}
    </Page>
  );
}

function Month({ month, onPick }: { month: YearMonth; onPick: ((day: YearDay) => void) | undefined }) {
  const { t } = useTranslation();
  const words = (day: YearDay) =>
    t(day.name ? 'workdays.day_named' : 'workdays.day', {
      date: day.date,
      state: t(`workdays.state.${day.state}`),
      name: day.name,
    });
  return (
    <section className={css.month}>
      <header>
        <h3>{t('workdays.month', { month: month.month })}</h3>
        <span>{t('workdays.working', { count: month.working })}</span>
      </header>
      <div className={css.days}>
        {WEEKDAYS.map((day) => (
          <span key={day} className={css.weekday} aria-hidden>
            {t(`workdays.weekdays.${day}`)}
          </span>
        ))}
        {month.days.map((day, index) => {
          const style = index === 0 ? { gridColumnStart: month.lead + 1 } : undefined;
          const number = Number(day.date.slice(8));
          const look = `${css.day} ${css[day.state]} num`;
          return onPick ? (
            <button
              key={day.date}
              type="button"
              className={look}
              style={style}
              title={words(day)}
              aria-label={words(day)}
              onClick={() => onPick(day)}
            >
              {number}
            </button>
          ) : (
            <span key={day.date} className={look} style={style} title={words(day)}>
              {number}
            </span>
          );
        })}
      </div>
    </section>
  );
}
