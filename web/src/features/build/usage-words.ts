import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Usage } from '@/api/usages';
import { labelText } from '@/engine/blueprint';
import { usePreferences } from '@/ui/preferences';

const KINDS = [
  'form',
  'view',
  'flow',
  'rule',
  'dashboard',
  'print',
  'role',
  'link',
  'import',
  'ledger',
  'report',
  'question',
] as const;
type Kind = (typeof KINDS)[number];

const PROPERTIES = ['formula', 'default', 'copy', 'required', 'visible', 'readOnly', 'when', 'where', 'among'] as const;
type Property = (typeof PROPERTIES)[number];

/** What uses a field, in words. */
export function useUsageWords() {
  const { t } = useTranslation();
  const { language } = usePreferences();
  return useMemo(() => {
    const owner = (use: Usage) => {
      const known = KINDS.find((each): each is Kind => each === use.kind);
      const name = labelText(use.label ?? undefined, language, use.key);
      const kind = known ? t(`usages.kind.${known}`) : use.kind;
      return use.by ? t('usages.personal', { kind, name, by: use.by }) : t('usages.named', { kind, name });
    };
    const place = (use: Usage) => {
      const last = use.place?.split('.').at(-1);
      const property = PROPERTIES.find((each): each is Property => each === last);
      return [...(use.words ?? []), ...(property ? [t(`usages.property.${property}`)] : [])].join(' › ');
    };
    return { owner, place };
  }, [t, language]);
}

/** Where a usage is changed; undefined where no page of its own does that. */
export function usageAddress(use: Usage): string | undefined {
  switch (use.kind) {
    case 'form':
      return `/build/forms/${use.key}`;
    case 'flow':
      return `/build/flows/${use.key}`;
    case 'rule':
      return `/build/rules/${use.key}`;
    case 'print':
      return `/build/prints/${use.key}`;
    case 'role':
      return `/build/roles/${use.key}`;
    case 'dashboard':
      return `/dashboards/${use.key}`;
    case 'link':
      return '/build/links';
    case 'view':
      return `/forms/${use.form}?view=${use.key}`;
    default:
      return undefined;
  }
}
