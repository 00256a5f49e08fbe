import { useCallback, useEffect, useRef, useState } from 'react';
import { type Dashboard, type DashboardData, loadDashboardData, type WidgetData } from '@/api/dashboards';
import type { FeedEvents } from '@/api/feed';
import { useFeed } from '@/ui/live';
import { usePreferences } from '@/ui/preferences';

interface Live {
  asOf: string | undefined;
  widgets: Record<string, WidgetData>;
  error: unknown;
  retry: () => void;
}

/** A change that comes while an answer is under way is asked for right after it: never two questions at once. */
const PAUSE_MS = 100;

/** The results of a board, kept current: when the server says some changed, those and no others are asked for. */
export function useWidgets(dashboard: Dashboard): Live {
  const { language } = usePreferences();
  const [data, setData] = useState<DashboardData | undefined>(undefined);
  const [error, setError] = useState<unknown>(undefined);
  const wanted = useRef<Set<string> | 'all' | undefined>(undefined);
  const busy = useRef(false);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);

  const fetchWanted = useCallback(async () => {
    if (busy.current || wanted.current === undefined) return;
    const keys = wanted.current === 'all' ? undefined : [...wanted.current];
    wanted.current = undefined;
    busy.current = true;
    try {
      const answer = await loadDashboardData(dashboard.key, keys);
      setData((before) => ({ asOf: answer.asOf, widgets: { ...(before?.widgets ?? {}), ...answer.widgets } }));
      setError(undefined);
    } catch (failure) {
      setError(failure);
    } finally {
      busy.current = false;
      if (wanted.current !== undefined) timer.current = setTimeout(() => void fetchWanted(), PAUSE_MS);
    }
  }, [dashboard.key]);

  const ask = useCallback(
    (keys: readonly string[] | undefined) => {
      if (keys === undefined || wanted.current === 'all') wanted.current = 'all';
      else wanted.current = new Set([...(wanted.current ?? []), ...keys]);
      void fetchWanted();
    },
    [fetchWanted],
  );

  // biome-ignore lint/correctness/useExhaustiveDependencies: labels of results come in the language of the question
  useEffect(() => {
    ask(undefined);
    return () => clearTimeout(timer.current);
  }, [ask, language]);

  useFeed(
    'dashboard',
    useCallback(
      (event: FeedEvents['dashboard']) => {
        if (event.keys.includes(dashboard.key)) ask(event.widgets?.[dashboard.key]);
      },
      [ask, dashboard.key],
    ),
  );
  useBack(useCallback(() => ask(undefined), [ask]));
  return { asOf: data?.asOf, widgets: data?.widgets ?? {}, error, retry: () => ask(undefined) };
}

/** Coming back to a board that was hidden for a while: it may have missed changes. */
function useBack(back: () => void): void {
  useEffect(() => {
    const listener = () => {
      if (!document.hidden) back();
    };
    document.addEventListener('visibilitychange', listener);
    return () => document.removeEventListener('visibilitychange', listener);
  }, [back]);
}
