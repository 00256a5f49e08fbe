import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { CALENDAR_KEY, loadCalendar } from '@/api/calendar';

/** Formulas in the pages count by the company's calendar; until it is here, by Monday to Friday. */
export function useWorkingCalendar(enabled: boolean): void {
  const { data } = useQuery({ queryKey: CALENDAR_KEY, queryFn: loadCalendar, enabled, staleTime: 600_000 });
  useEffect(() => {
    if (!data) return;
    const dates = (kind: 'off' | 'work') => data.filter((day) => day.kind === kind).map(({ date }) => date);
    // The formula language stays out of the shell: pages without a formula do not load it.
    void import('@/engine/formula/value/workingDays').then(({ holidayCalendar, installCalendar }) =>
      installCalendar(holidayCalendar(dates('off'), dates('work'))),
    );
  }, [data]);
}
