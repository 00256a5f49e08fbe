import '@/i18n/designer';
import '@/i18n/flows';
import '@/i18n/lists';
import '@/i18n/rules';
import { useQuery } from '@tanstack/react-query';
import { useParams } from 'react-router';
import { loadArtifact } from '@/api/artifacts';
import { NoPermission, NotFound } from '@/ui/refusals';
import { useWorkplace } from '@/ui/session';
import { ErrorState, Loading } from '@/ui/states';
import { RuleWorkbench } from './rule-workbench';

/** `/build/rules/{rule}` */
export function RulePage() {
  const { key = '' } = useParams();
  const { session } = useWorkplace();
  const query = useQuery({
    queryKey: ['artifacts', 'rule', key, 'open'],
    queryFn: () => loadArtifact('rule', key),
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
    <RuleWorkbench key={`${key}/${query.dataUpdatedAt}`} artifact={query.data} reopen={() => void query.refetch()} />
  );
}
