import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { CALENDAR_KEY, loadCalendar } from '@/api/calendar';
import { holidayCalendar, installCalendar } from '@/engine/formula/value/workingDays';

/** Formulas in the pages count by the company's calendar; until it is here, by Monday to Friday. */
export function WorkingCalendar() {
  const { data } = useQuery({ queryKey: CALENDAR_KEY, queryFn: loadCalendar, staleTime: 600_000 });
  useEffect(() => {
    if (!data) return;
    const dates = (kind: 'off' | 'work') => data.filter((day) => day.kind === kind).map(({ date }) => date);
    installCalendar(holidayCalendar(dates('off'), dates('work')));
  }, [data]);
  return null;
}
