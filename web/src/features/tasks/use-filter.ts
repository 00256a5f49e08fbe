import { useEffect, useState } from 'react';
import { useSearchParams } from 'react-router';

const PAUSE_MS = 300;

/** Filters that stand in the address; what is empty is not there. */
export function useFilter() {
  const [search, setSearch] = useSearchParams();
  const value = (name: string) => search.get(name) ?? undefined;
  const set = (changes: Record<string, string | undefined>) =>
    setSearch(
      (old) => {
        const next = new URLSearchParams(old);
        for (const [name, to] of Object.entries(changes)) {
          if (to === undefined || to === '') next.delete(name);
          else next.set(name, to);
        }
        return next;
      },
      { replace: true },
    );
  return { value, set };
}

/** A text that follows typing once it pauses. */
export function usePaused(text: string): string {
  const [paused, setPaused] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setPaused(text), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return paused;
}
