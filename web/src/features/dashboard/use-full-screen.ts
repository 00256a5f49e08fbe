import { type RefObject, useCallback, useEffect, useState } from 'react';
import type { BoardTab } from '@/engine/report/board';

/** The whole screen for an element; from tab to tab while nobody touches it. */
export function useFullScreen(
  stage: RefObject<HTMLElement | null>,
  seconds: number | undefined,
  tabs: readonly BoardTab[],
  tab: string | undefined,
  goTo: (tab: string) => void,
): { on: boolean; enter: () => void; leave: () => void } {
  const [on, setOn] = useState(false);
  useEffect(() => {
    const listener = () => setOn(document.fullscreenElement !== null && document.fullscreenElement === stage.current);
    document.addEventListener('fullscreenchange', listener);
    return () => document.removeEventListener('fullscreenchange', listener);
  }, [stage]);
  useEffect(() => {
    if (!on || seconds === undefined || tabs.length < 2) return;
    const timer = setTimeout(() => {
      const at = tabs.findIndex((each) => each.key === tab);
      const next = tabs[(at + 1) % tabs.length];
      if (next) goTo(next.key);
    }, seconds * 1000);
    return () => clearTimeout(timer);
  }, [on, seconds, tabs, tab, goTo]);
  const enter = useCallback(() => void stage.current?.requestFullscreen(), [stage]);
  const leave = useCallback(() => {
    if (document.fullscreenElement) void document.exitFullscreen();
  }, []);
  return { on, enter, leave };
}
