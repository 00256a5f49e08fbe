import { useQuery } from '@tanstack/react-query';
import { loadFlowTypes } from '@/api/artifacts';

/** The types of node that the server can run; none until it is known. */
export function useKnownTypes(): readonly string[] {
  const query = useQuery({
    queryKey: ['schemas', 'flow'],
    queryFn: loadFlowTypes,
    staleTime: Number.POSITIVE_INFINITY,
  });
  return query.data ?? [];
}
