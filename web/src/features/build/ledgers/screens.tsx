import { useParams } from 'react-router';
import { LedgerDesignerPage } from './ledger-page';
import { LedgersPage } from './ledgers-page';

/** `/build/ledgers` and `/build/ledgers/{ledger}` */
export function LedgerScreens() {
  const { key } = useParams();
  return key === undefined ? <LedgersPage /> : <LedgerDesignerPage />;
}
