import '@/i18n/boards';
import '@/i18n/lists';
import { useQuery } from '@tanstack/react-query';
import { useParams } from 'react-router';
import { loadDashboard } from '@/api/dashboards';
import { NotFound } from '@/ui/refusals';
import { useWorkplace } from '@/ui/session';
import { ErrorState, Loading } from '@/ui/states';
import { Board } from './board';

/** `/dashboards/{key}`: a board that changes while orders come in. */
export function DashboardPage() {
  const { key = '' } = useParams();
  const { blueprint } = useWorkplace();
  const query = useQuery({ queryKey: ['dashboards', key, blueprint.version], queryFn: () => loadDashboard(key) });
  if (!blueprint.dashboards.some((board) => board.key === key)) return <NotFound />;
  if (query.isPending) return <Loading lines={10} />;
  if (query.isError) return <ErrorState page error={query.error} retry={() => void query.refetch()} />;
  return <Board key={key} board={query.data} version={blueprint.version} />;
}
