import { useTranslation } from 'react-i18next';
import type { Finding } from '@/api/artifacts';
import type { Label } from '@/engine/blueprint';
import { mergeParts, type PartDifference, partClashes, partDifferences } from '@/engine/designer/parts';
import { LEDGER_LISTS, type LedgerDocument, partAt, toLedger } from '@/engine/ledger/document';
import type { BuildKind } from '@/features/build/build-kind';
import { partOf } from '@/features/build/plain/plain-context';
import { PlannedTables } from '@/features/build/plain/planned-tables';
import { useLabel } from '@/ui/session';

/** Properties with a word of their own; the others are called settings. */
const WORDS = [
  'label',
  'account',
  'when',
  'quantity',
  'date',
  'dimensions',
  'form',
  'formula',
  'value',
  'mode',
] as const;

function useSentence(): (difference: PartDifference) => string {
  const { t } = useTranslation();
  const label = useLabel();
  return ({ kind, list, member, property }) => {
    const known = WORDS.find((each) => each === property);
    const word = known ? t(`ledger_build.property.${known}`) : t('ledger_build.property.other');
    if (!member) return t('ledger_build.diff.whole', { word });
    const section = LEDGER_LISTS.find((each) => each === list) ?? 'postings';
    const name = `${t(`ledger_build.one.${section}`)} ${label((member as { label?: Label }).label, member.key)}`;
    return kind === 'changed'
      ? t('ledger_build.diff.changed', { name, word })
      : t(`ledger_build.diff.${kind}`, { name });
  };
}

/** Ledgers, as the shared parts of a workbench see them. */
export const LEDGER_KIND: BuildKind<LedgerDocument> = {
  kind: 'ledger',
  list: '/build/ledgers',
  read: toLedger,
  merge: mergeParts,
  useChanges: () => {
    const sentence = useSentence();
    return (before, after) => partDifferences(before, after).map(sentence);
  },
  useClashes: () => {
    const sentence = useSentence();
    return (base, mine, theirs) => partClashes(base, mine, theirs).map(sentence);
  },
  usePlace: () => {
    const label = useLabel();
    return (document: LedgerDocument, finding: Finding) => {
      const part = partAt(document, partOf(finding));
      return part ? `${label(part.label, part.key)}：` : '';
    };
  },
  Plan: PlannedTables,
};
