import { useTranslation } from 'react-i18next';
import type { StarterWords } from '@/engine/print/starter';

/** What new blocks say at first, in the builder's language. */
export function useStarterWords(): StarterWords {
  const { t } = useTranslation();
  return {
    title: t('print.starter.title'),
    text: t('print.starter.text'),
    signatures: [t('print.starter.made'), t('print.starter.checked'), t('print.starter.received')],
  };
}
