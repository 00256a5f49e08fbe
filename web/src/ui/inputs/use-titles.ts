import { useQuery } from '@tanstack/react-query';
import { loadChoicesById } from '@/api/records';
import { loadPeopleById } from '@/api/session';
import type { Field } from '@/engine/blueprint';

/** The names of records or people that a filter in the address knows only by id. */
export function useTitles(field: Field, ids: readonly string[]): ReadonlyMap<string, string> {
  const reference = field.type === 'reference' ? field.form : undefined;
  const query = useQuery({
    queryKey: ['titles', reference ?? 'people', [...ids].sort().join(',')],
    queryFn: async () => {
      if (reference !== undefined)
        return (await loadChoicesById(reference, ids)).items.map((each) => [each.id, each.title] as const);
      return (await loadPeopleById(ids.slice(0, 100))).items.map((each) => [each.id, each.name] as const);
    },
    enabled: ids.length > 0 && (field.type === 'reference' || field.type === 'person'),
    staleTime: 60_000,
    placeholderData: (previous) => previous,
  });
  return new Map(query.data);
}
