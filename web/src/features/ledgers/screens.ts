export { ChecksPage } from './checks-page';
export { LedgerPage } from './ledger-page';
