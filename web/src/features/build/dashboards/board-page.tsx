import '@/i18n/designer';
import '@/i18n/flows';
import '@/i18n/lists';
import '@/i18n/boards';
import '@/i18n/board-build';
import '@/i18n/formula';
import { useQuery } from '@tanstack/react-query';
import { useParams } from 'react-router';
import { loadArtifact } from '@/api/artifacts';
import { NoPermission, NotFound } from '@/ui/refusals';
import { useWorkplace } from '@/ui/session';
import { ErrorState, Loading } from '@/ui/states';
import { BoardWorkbench } from './board-workbench';

/** `/build/dashboards/{dashboard}` */
export function BoardPage() {
  const { key = '' } = useParams();
  const { session } = useWorkplace();
  const query = useQuery({
    queryKey: ['artifacts', 'dashboard', key, 'open'],
    queryFn: () => loadArtifact('dashboard', key),
    enabled: session.builds,
    gcTime: 0,
    // What somebody else does meanwhile must not replace what is being built here: saving tells about it.
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnReconnect: false,
    refetchOnMount: 'always',
  });
  if (!session.builds) return <NoPermission />;
  if (query.isPending) return <Loading lines={10} />;
  if (query.isError) return <ErrorState page error={query.error} retry={() => void query.refetch()} />;
  if (!query.data.published && !query.data.draft) return <NotFound />;
  return (
    <BoardWorkbench key={`${key}/${query.dataUpdatedAt}`} artifact={query.data} reopen={() => void query.refetch()} />
  );
}
