import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { loadArtifacts } from '@/api/artifacts';
import { type LedgerDocument, toLedger } from '@/engine/ledger/document';

/** Every ledger there is, as it is published or being written. */
export function useLedgers(): readonly LedgerDocument[] {
  const query = useQuery({ queryKey: ['artifacts', 'ledger'], queryFn: () => loadArtifacts('ledger') });
  return useMemo(
    () => (query.data?.items ?? []).flatMap(({ document }) => (document ? [toLedger(document)] : [])),
    [query.data],
  );
}
