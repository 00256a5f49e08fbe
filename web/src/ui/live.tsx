import { useQueryClient } from '@tanstack/react-query';
import { createContext, type ReactNode, useContext, useEffect, useState } from 'react';
import { Feed, type FeedEvent, type FeedEvents } from '@/api/feed';
import type { Blueprint } from '@/engine/blueprint';
import { showing } from '@/engine/live-forms';
import { BLUEPRINT_KEY } from './session';

const FeedContext = createContext<Feed | undefined>(undefined);

/** Keeps the pages fresh: what the server says has changed is asked for again, nothing else. */
export function LiveProvider({ children }: { children: ReactNode }) {
  const queries = useQueryClient();
  const [feed] = useState(() => new Feed());
  useEffect(() => {
    const forget = (...key: unknown[]) => void queries.invalidateQueries({ queryKey: key });
    const stops = [
      feed.on('change', ({ forms }) => {
        for (const form of showing(queries.getQueryData<Blueprint>(BLUEPRINT_KEY), forms)) forget('records', form);
      }),
      feed.on('tasks', () => forget('tasks')),
      feed.on('notices', ({ unread }) => {
        queries.setQueryData(['notices', 'unread'], unread);
        forget('notices', 'list');
      }),
      feed.on('blueprint', () => forget(...BLUEPRINT_KEY)),
      feed.on('back', () => void queries.invalidateQueries()),
    ];
    return () => {
      for (const stop of stops) stop();
    };
  }, [feed, queries]);
  return <FeedProvider feed={feed}>{children}</FeedProvider>;
}

/** Hands the events of a stream to the page, and keeps it open as long as the page is. */
export function FeedProvider({ feed, children }: { feed: Feed; children: ReactNode }) {
  useEffect(() => {
    feed.start();
    return () => feed.stop();
  }, [feed]);
  return <FeedContext value={feed}>{children}</FeedContext>;
}

export function useFeed<E extends FeedEvent>(event: E, listener: (data: FeedEvents[E]) => void): void {
  const feed = useContext(FeedContext);
  useEffect(() => feed?.on(event, listener), [feed, event, listener]);
}
