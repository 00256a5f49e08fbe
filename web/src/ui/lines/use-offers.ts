import { useEffect, useState } from 'react';
import { loadOffers, type PromiseLine, type PromiseOffer, releaseOffers } from '@/api/ledger-fields';
import type { LinesField, PromiseField } from '@/engine/blueprint';
import { ANYTHING, type FormState } from '@/engine/form/form-state';
import { askingOf, valueAt } from '@/engine/form/ledger-places';

const PAUSE_MS = 400;

/** What can be promised of a line, with what was asked. */
export interface LineOffer {
  line: PromiseLine;
  offer: PromiseOffer;
}

/**
 * What can be promised of the lines as they are typed, by the rows' names. While the form is open, what its lines take
 * is held softly; it is given back when the form is left.
 */
export function useOffers(
  state: FormState,
  lines: LinesField,
  field: PromiseField | undefined,
): ReadonlyMap<string, LineOffer> {
  const [offers, setOffers] = useState<ReadonlyMap<string, LineOffer>>(new Map());
  useEffect(() => {
    if (!field) return;
    const name = `${lines.key}.${field.key}`;
    const session = crypto.randomUUID();
    let asked = '';
    let timer: ReturnType<typeof setTimeout> | undefined;
    let over = false;
    const look = async () => {
      const wanted = askingOf(state, 'promise').filter((each) => each.name === name);
      const typed = wanted.flatMap(({ row, place }): PromiseLine[] => {
        const quantity = row.values.get(field.quantity);
        if (!place || typeof quantity !== 'string' || Number(quantity) <= 0) return [];
        const day = valueAt(state, row, field.wanted);
        return [{ row: row.uid, place, quantity, ...(day === undefined ? {} : { wanted: day }) }];
      });
      const destination = valueAt(state, state.head, field.destination);
      const text = JSON.stringify([typed, destination]);
      if (text === asked) return;
      asked = text;
      const answer =
        typed.length === 0
          ? { items: [] }
          : await loadOffers(state.form.key, name, typed, destination, session).catch(() => undefined);
      if (over || text !== asked) return;
      const items = new Map((answer?.items ?? []).map((offer) => [offer.row, offer]));
      setOffers(
        new Map(
          typed.flatMap((line) => {
            const offer = items.get(line.row);
            return offer ? [[line.row, { line, offer }] as const] : [];
          }),
        ),
      );
      state.provideLive(
        wanted.map(({ row }) => ({ uid: row.uid, key: field.key, value: items.get(row.uid)?.ships ?? null })),
      );
    };
    const soon = () => {
      clearTimeout(timer);
      timer = setTimeout(() => void look(), PAUSE_MS);
    };
    void look();
    const stop = state.subscribe(ANYTHING, soon);
    return () => {
      over = true;
      clearTimeout(timer);
      stop();
      // Whatever cannot be given back now lapses by itself.
      if (asked !== '') void releaseOffers(state.form.key, name, session).catch(() => undefined);
    };
  }, [state, lines, field]);
  return offers;
}
