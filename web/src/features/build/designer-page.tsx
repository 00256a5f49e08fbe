import '@/i18n/designer';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useParams } from 'react-router';
import { loadArtifact, loadVersions } from '@/api/artifacts';
import type { Form } from '@/engine/blueprint';
import { asForm, toDocument } from '@/engine/designer/document';
import { NoPermission, NotFound } from '@/ui/refusals';
import { useWorkplace } from '@/ui/session';
import { ErrorState, Loading } from '@/ui/states';
import { useAllForms } from './use-all-forms';
import { Workbench } from './workbench';

/** `/build/forms/{form}` */
export function DesignerPage() {
  const { key = '' } = useParams();
  const { session } = useWorkplace();
  const query = useQuery({
    queryKey: ['artifacts', 'form', key, 'open'],
    queryFn: () => loadArtifact('form', key),
    enabled: session.builds,
    gcTime: 0,
    // What somebody else does meanwhile must not replace what is being built here: saving tells about it.
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnReconnect: false,
    refetchOnMount: 'always',
  });
  const all = useAllForms(session.builds);
  const history = useQuery({
    queryKey: ['artifacts', 'form', key, 'versions', 'documents'],
    queryFn: () => loadVersions('form', key),
    enabled: session.builds,
    staleTime: 0,
  });
  const versions = useMemo(
    () => (history.data?.items ?? []).map(({ version, document }) => ({ version, document: toDocument(document) })),
    [history.data],
  );
  const others = useMemo(
    () =>
      (all.data?.items ?? []).flatMap((item): Form[] =>
        item.version > 0 && item.key !== key ? [asForm(toDocument(item.document))] : [],
      ),
    [all.data, key],
  );
  if (!session.builds) return <NoPermission />;
  if (query.isPending || all.isPending || history.isPending) return <Loading lines={10} />;
  if (query.isError) return <ErrorState page error={query.error} retry={() => void query.refetch()} />;
  if (all.isError) return <ErrorState page error={all.error} retry={() => void all.refetch()} />;
  if (history.isError) return <ErrorState page error={history.error} retry={() => void history.refetch()} />;
  if (!query.data.published && !query.data.draft) return <NotFound />;
  return (
    <Workbench
      key={`${key}/${query.dataUpdatedAt}`}
      artifact={query.data}
      others={others}
      versions={versions}
      reopen={() => void query.refetch()}
    />
  );
}
