import { useQuery } from '@tanstack/react-query';
import { loadPeopleById } from '@/api/session';

/** The names of people by id; the end of the id until they are there. */
export function usePeopleNames(ids: readonly string[]): (id: string) => string {
  const wanted = [...new Set(ids)].sort();
  const query = useQuery({
    queryKey: ['people', 'names', wanted],
    queryFn: () => loadPeopleById(wanted),
    enabled: wanted.length > 0,
  });
  return (id) => query.data?.items.find((person) => person.id === id)?.name ?? id.slice(-8);
}
