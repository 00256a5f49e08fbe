import { useQuery } from '@tanstack/react-query';
import { loadArtifacts } from '@/api/artifacts';

/** Every form of the workspace as its builders see it, drafts of new ones included. */
export function useAllForms(enabled: boolean) {
  return useQuery({
    queryKey: ['artifacts', 'form'],
    queryFn: () => loadArtifacts('form'),
    enabled,
    staleTime: 0,
  });
}
