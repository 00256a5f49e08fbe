import { loadFigures } from '@/api/ledger-fields';
import { ANYTHING, type FormState } from '@/engine/form/form-state';
import { askingOf } from '@/engine/form/ledger-places';

const PAUSE_MS = 200;

/** Keeps the balances beside what is picked in step with it, until it is stopped. What cannot be asked shows nothing. */
export function followFigures(state: FormState): () => void {
  const known = new Map<string, string>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let over = false;
  const look = async () => {
    const asking = askingOf(state, 'balance');
    const news = asking.filter(({ name, row, place }) => {
      const key = `${name}/${row.uid}`;
      const text = JSON.stringify(place ?? null);
      if (known.get(key) === text) return false;
      known.set(key, text);
      return true;
    });
    const empty = news.filter(({ place }) => place === undefined);
    state.provideLive(empty.map(({ row, field }) => ({ uid: row.uid, key: field.key, value: null })));
    for (const name of new Set(news.map((each) => each.name))) {
      const same = news.filter((each) => each.name === name && each.place !== undefined);
      const places = same.flatMap(({ place }) => (place ? [place] : []));
      if (places.length === 0) continue;
      const answer = await loadFigures(state.form.key, name, places).catch(() => undefined);
      if (over) return;
      state.provideLive(
        same.map(({ row, field }, index) => ({
          uid: row.uid,
          key: field.key,
          value: answer?.items[index] ?? null,
        })),
      );
    }
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
  };
}
