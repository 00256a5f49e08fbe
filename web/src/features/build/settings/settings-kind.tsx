import { useTranslation } from 'react-i18next';
import type { Finding } from '@/api/artifacts';
import type { Label } from '@/engine/blueprint';
import { mergeParts, type PartDifference, partClashes, partDifferences } from '@/engine/designer/parts';
import type { SettingsDocument } from '@/engine/settings/document';
import type { BuildKind } from '@/features/build/build-kind';
import { useLabel } from '@/ui/session';

function useSentence(): (difference: PartDifference) => string {
  const { t } = useTranslation();
  const label = useLabel();
  return ({ kind, member, property }) => {
    if (!member) return t('settings_build.diff.whole', { property });
    const name = label((member as { label?: Label }).label, member.key);
    return kind === 'changed' ? t('settings_build.diff.changed', { name }) : t(`settings_build.diff.${kind}`, { name });
  };
}

/** What customers see of an order, how money is matched and what is changed by proposals, as the shared parts of a workbench see them. */
export function settingsKind(kind: SettingsDocument['kind']): BuildKind<SettingsDocument> {
  return {
    kind,
    list: '/build/settings',
    read: (json) => json as SettingsDocument,
    merge: mergeParts,
    useChanges: () => {
      const sentence = useSentence();
      return (before, after) => partDifferences(before, after).map(sentence);
    },
    useClashes: () => {
      const sentence = useSentence();
      return (base, mine, theirs) => partClashes(base, mine, theirs).map(sentence);
    },
    usePlace: () => (_: SettingsDocument, finding: Finding) => (finding.place === '' ? '' : `${finding.place}：`),
  };
}
