import { useParams } from 'react-router';
import { ChecksPage } from './checks-page';
import { LedgerPage } from './ledger-page';

/** `/ledgers/{ledger}`, and `/checks` of all of them. */
export function BalanceScreens() {
  const { key } = useParams();
  return key === undefined ? <ChecksPage /> : <LedgerPage />;
}
