import { useCallback, useEffect, useRef, useState } from 'react';
import { type BoardAnswers, type BoardView, loadAnswers } from '@/api/dashboards';
import type { FeedEvents } from '@/api/feed';
import type { Result } from '@/engine/report/result';
import { useFeed } from '@/ui/live';
import { usePreferences } from '@/ui/preferences';

export interface Answers {
  asOf: string | undefined;
  widgets: Readonly<Record<string, Result>>;
  unfiltered: Readonly<Record<string, string[]>>;
  error: unknown;
  /** Whether what is shown is about to be replaced, because it is looked at differently. */
  stale: boolean;
  retry: () => void;
}

/** A change that comes while an answer is under way is asked for right after it: never two questions at once. */
const PAUSE_MS = 100;

type Load = (dashboard: string, view: BoardView, widgets?: readonly string[]) => Promise<BoardAnswers>;

/** The results of a board, kept current: when the server says some changed, those and no others are asked for. */
export function useAnswers(dashboard: string, view: BoardView, version: number, load: Load = loadAnswers): Answers {
  const { language } = usePreferences();
  const [data, setData] = useState<{ answers: BoardAnswers; of: string } | undefined>(undefined);
  const [error, setError] = useState<unknown>(undefined);
  const wanted = useRef<Set<string> | 'all' | undefined>(undefined);
  const busy = useRef(false);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const looking = JSON.stringify([view, language, version]);
  const latest = useRef({ view, looking });
  latest.current = { view, looking };

  const fetchWanted = useCallback(async () => {
    if (busy.current || wanted.current === undefined) return;
    const keys = wanted.current === 'all' ? undefined : [...wanted.current];
    const asked = latest.current;
    wanted.current = undefined;
    busy.current = true;
    try {
      const answers = await load(dashboard, asked.view, keys);
      // Looked at differently meanwhile: the answer is to another question.
      if (asked.looking === latest.current.looking) {
        setData((before) => ({
          of: asked.looking,
          answers: before?.of === asked.looking ? together(before.answers, answers) : answers,
        }));
        setError(undefined);
      }
    } catch (failure) {
      if (asked.looking === latest.current.looking) setError(failure);
    } finally {
      busy.current = false;
      if (wanted.current !== undefined) timer.current = setTimeout(() => void fetchWanted(), PAUSE_MS);
    }
  }, [dashboard, load]);

  const ask = useCallback(
    (keys: readonly string[] | undefined) => {
      if (keys === undefined || wanted.current === 'all') wanted.current = 'all';
      else wanted.current = new Set([...(wanted.current ?? []), ...keys]);
      void fetchWanted();
    },
    [fetchWanted],
  );

  // biome-ignore lint/correctness/useExhaustiveDependencies: whatever changes how the board is looked at asks again
  useEffect(() => {
    ask(undefined);
    return () => clearTimeout(timer.current);
  }, [ask, looking]);

  useFeed(
    'dashboard',
    useCallback(
      (event: FeedEvents['dashboard']) => {
        // The past does not change.
        if (event.keys.includes(dashboard) && !latest.current.view.moment) ask(event.widgets?.[dashboard]);
      },
      [ask, dashboard],
    ),
  );
  const again = useCallback(() => ask(undefined), [ask]);
  useFeed('back', again);
  useBack(again);
  return {
    asOf: data?.answers.asOf,
    widgets: data?.answers.widgets ?? {},
    unfiltered: data?.answers.unfiltered ?? {},
    error,
    stale: data !== undefined && data.of !== looking,
    retry: again,
  };
}

function together(before: BoardAnswers, next: BoardAnswers): BoardAnswers {
  return {
    asOf: next.asOf,
    widgets: { ...before.widgets, ...next.widgets },
    unfiltered: { ...before.unfiltered, ...next.unfiltered },
  };
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
