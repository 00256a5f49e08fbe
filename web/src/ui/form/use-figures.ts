import { useEffect } from 'react';
import type { Field } from '@/engine/blueprint';
import type { FormState } from '@/engine/form/form-state';

/** Shows the balances beside what is picked; what asks for them is loaded with the first form that has any. */
export function useFigures(state: FormState): void {
  useEffect(() => {
    if (!state.form.fields.some(asks)) return;
    let stop: (() => void) | undefined;
    let over = false;
    void import('./figures').then(({ followFigures }) => {
      if (!over) stop = followFigures(state);
    });
    return () => {
      over = true;
      stop?.();
    };
  }, [state]);
}

function asks(field: Field): boolean {
  return field.type === 'balance' || (field.type === 'lines' && field.fields.some(asks));
}
