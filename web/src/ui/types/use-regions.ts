import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { loadRegions } from '@/api/regions';
import { Regions } from '@/engine/types/regions';

/** The regions of China, read once; undefined until they are there. */
export function useRegions(): Regions | undefined {
  const { data } = useQuery({ queryKey: ['regions'], queryFn: loadRegions, staleTime: Number.POSITIVE_INFINITY });
  return useMemo(() => data && new Regions(data.items, data.former), [data]);
}
