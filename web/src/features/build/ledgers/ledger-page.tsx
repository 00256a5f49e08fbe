import '@/i18n/designer';
import '@/i18n/flows';
import '@/i18n/ledger-build';
import '@/i18n/lists';
import '@/i18n/rules';
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { type Artifact, loadArtifact } from '@/api/artifacts';
import { partAt, removePart } from '@/engine/ledger/document';
import { partOf, usePlain } from '@/features/build/plain/plain-context';
import { PlainWorkbench } from '@/features/build/plain/plain-workbench';
import { NoPermission, NotFound } from '@/ui/refusals';
import { useWorkplace } from '@/ui/session';
import { ErrorState, Loading } from '@/ui/states';
import { LEDGER_KIND } from './ledger-kind';
import { LedgerStage } from './ledger-stage';

const LedgerPanel = lazy(async () => ({ default: (await import('./ledger-panel')).LedgerPanel }));
const PreviewDrawer = lazy(async () => ({ default: (await import('./preview-drawer')).PreviewDrawer }));

/** `/build/ledgers/{ledger}` */
export function LedgerDesignerPage() {
  const { key = '' } = useParams();
  const { session } = useWorkplace();
  const query = useQuery({
    queryKey: ['artifacts', 'ledger', key, 'open'],
    queryFn: () => loadArtifact('ledger', key),
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
  return <Workbench key={`${key}/${query.dataUpdatedAt}`} artifact={query.data} reopen={() => void query.refetch()} />;
}

function Workbench({ artifact, reopen }: { artifact: Artifact; reopen: () => void }) {
  const { t } = useTranslation();
  return (
    <PlainWorkbench
      kind={LEDGER_KIND}
      artifact={artifact}
      reopen={reopen}
      title={(ledger) => t('ledger_build.page_title', { ledger })}
      has={(document, place) => partAt(document, place) !== undefined}
      remove={removePart}
      panelTitle={t('designer.properties')}
      stage={<LedgerStage />}
      panel={<Panel />}
      buttons={<PreviewButton />}
    />
  );
}

function Panel() {
  const { select } = usePlain();
  return (
    <Suspense fallback={<Loading lines={8} />}>
      <LedgerPanel onJump={(finding) => select(partOf(finding))} />
    </Suspense>
  );
}

function PreviewButton() {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button size="small" onClick={() => setOpen(true)}>
        {t('ledger_build.preview.open')}
      </Button>
      <Suspense fallback={null}>{open ? <PreviewDrawer onClose={() => setOpen(false)} /> : null}</Suspense>
    </>
  );
}
