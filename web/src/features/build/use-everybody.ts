import { useQuery } from '@tanstack/react-query';
import { loadPeople, loadRoles } from '@/api/session';

export function useRoles() {
  return useQuery({ queryKey: ['roles', 'all'], queryFn: loadRoles, staleTime: 60_000 });
}

export function useEverybody() {
  return useQuery({ queryKey: ['titles', 'people', 'all'], queryFn: () => loadPeople(''), staleTime: 60_000 });
}
