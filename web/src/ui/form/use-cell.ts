import { useCallback, useSyncExternalStore } from 'react';
import { ANYTHING, type FormState } from '@/engine/form/form-state';
import { type CellView, cellKey, type Row, rowsKey } from '@/engine/form/row';

/** One field of one row; the component renders again only when it changed. */
export function useCell(state: FormState, uid: string, field: string): CellView {
  const subscribe = useCallback(
    (listener: () => void) => state.subscribe(cellKey(uid, field), listener),
    [state, uid, field],
  );
  return useSyncExternalStore(subscribe, () => state.cell(uid, field));
}

export function useRows(state: FormState, lines: string): readonly Row[] {
  const subscribe = useCallback((listener: () => void) => state.subscribe(rowsKey(lines), listener), [state, lines]);
  return useSyncExternalStore(subscribe, () => state.rows(lines));
}

/** Something derived from the whole form; it must be cheap and return the same value for the same state. */
export function useDerived<T>(state: FormState, derive: () => T): T {
  const subscribe = useCallback((listener: () => void) => state.subscribe(ANYTHING, listener), [state]);
  return useSyncExternalStore(subscribe, derive);
}
