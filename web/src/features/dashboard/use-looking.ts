import { useCallback, useMemo, useState } from 'react';
import { useSearchParams } from 'react-router';
import type { BoardDocument, FilterValue } from '@/engine/report/board';
import { type Looking, readLooking, type Selected, toggled, writeLooking } from '@/engine/report/looking';

export interface Ways {
  goTo: (tab: string) => void;
  filter: (key: string, value: FilterValue | null) => void;
  select: (selected: Selected) => void;
  clear: () => void;
  past: (moment: string | undefined) => void;
}

/** How a dashboard is looked at: its tab, filters and moment stand in the address, clicks in its pictures do not. */
export function useLooking(board: BoardDocument): { looking: Looking; ways: Ways } {
  const [address, setAddress] = useSearchParams();
  const [selections, setSelections] = useState<readonly Selected[]>([]);
  const looking = useMemo((): Looking => {
    const read = readLooking(address);
    const known = new Set((board.filters ?? []).map((filter) => filter.key));
    const tabs = board.tabs ?? [];
    return {
      ...read,
      tab: tabs.some((tab) => tab.key === read.tab) ? read.tab : tabs[0]?.key,
      filters: Object.fromEntries(Object.entries(read.filters).filter(([key]) => known.has(key))),
      selections,
    };
  }, [address, board, selections]);
  const change = useCallback(
    (write: (now: URLSearchParams) => URLSearchParams, replace: boolean) => setAddress(write, { replace }),
    [setAddress],
  );
  const ways = useMemo(
    (): Ways => ({
      goTo: (tab) => change((now) => writeLooking(now, { tab }), true),
      filter: (key, value) =>
        change((now) => writeLooking(now, { filters: { ...readLooking(now).filters, [key]: value } }), false),
      select: (selected) => setSelections((now) => toggled(now, selected)),
      clear: () => {
        setSelections([]);
        change((now) => writeLooking(now, { filters: {} }), false);
      },
      past: (moment) => change((now) => writeLooking(now, { moment }), false),
    }),
    [change],
  );
  return { looking, ways };
}
