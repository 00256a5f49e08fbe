import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { type Choice, loadChoices, loadChoicesAmong } from '@/api/records';
import { loadPeople } from '@/api/session';
import type { PersonField, ReferenceField } from '@/engine/blueprint';
import type { ChoiceLimits } from '@/engine/form/among';

/** Text that settles: every keystroke at once on the screen, one question per pause to the server. */
export function useSettled<T>(value: T, ms = 150): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), ms);
    return () => clearTimeout(timer);
  }, [value, ms]);
  return settled;
}

export async function searchChoices(
  field: ReferenceField | PersonField,
  search: string,
  signal?: AbortSignal,
  limits?: ChoiceLimits,
): Promise<Choice[]> {
  if (limits) return ranked((await loadChoicesAmong(limits, search, signal)).items, search);
  if (field.type === 'reference') return ranked((await loadChoices(field.form, search, signal)).items, search);
  const people = (await loadPeople(search, signal)).items;
  return ranked(
    people.map((person) => ({ id: person.id, title: person.name, values: {} })),
    search,
  );
}

/** Whoever types a name in full means it, whatever else contains it. */
function ranked(choices: readonly Choice[], search: string): Choice[] {
  const text = search.trim().toLowerCase();
  const rank = ({ title }: Choice) => {
    const name = title.toLowerCase();
    if (name === text) return 0;
    return name.startsWith(text) ? 1 : 2;
  };
  return text === '' ? [...choices] : [...choices].sort((left, right) => rank(left) - rank(right));
}

/** What can be picked for a text typed so far, within what limits the choice at that moment. */
export function useChoices(
  field: ReferenceField | PersonField,
  search: string,
  enabled: boolean,
  limitsNow?: (() => ChoiceLimits | undefined) | undefined,
) {
  const settled = useSettled(search.trim());
  const limits = enabled ? limitsNow?.() : undefined;
  const query = useQuery({
    queryKey: ['choices', field.type === 'reference' ? field.form : 'people', settled, limits],
    queryFn: ({ signal }) => searchChoices(field, settled, signal, limits),
    enabled,
    placeholderData: keepPreviousData,
    staleTime: 10_000,
  });
  const current = settled === search.trim() && !query.isPlaceholderData && query.data !== undefined;
  return { choices: query.data ?? [], current, loading: enabled && !current && !query.isError };
}
