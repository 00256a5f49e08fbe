import { useSyncExternalStore } from 'react';

const narrow = window.matchMedia('(max-width: 767px)');
const wide = window.matchMedia('(min-width: 1200px)');

function listenTo(query: MediaQueryList) {
  return (listener: () => void) => {
    query.addEventListener('change', listener);
    return () => query.removeEventListener('change', listener);
  };
}

const onNarrow = listenTo(narrow);
const onWide = listenTo(wide);

/** A screen held in one hand. */
export function usePhone(): boolean {
  return useSyncExternalStore(onNarrow, () => narrow.matches);
}

/** Room for a second pane beside the first. */
export function useWide(): boolean {
  return useSyncExternalStore(onWide, () => wide.matches);
}
