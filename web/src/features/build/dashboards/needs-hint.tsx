import { useTranslation } from 'react-i18next';
import type { Needs } from '@/engine/report/question';
import { EmptyState } from '@/ui/states';

/** What a picture still needs before it can be drawn. */
export function NeedsHint({ needs }: { needs: Needs }) {
  const { t } = useTranslation();
  const words = [
    ...(needs.dimensions === undefined ? [] : [t('boardBuild.needs.dimensions', { count: needs.dimensions })]),
    ...(needs.measures === undefined ? [] : [t('boardBuild.needs.measures', { count: needs.measures })]),
    ...(needs.day ? [t('boardBuild.needs.day')] : []),
  ];
  return <EmptyState title={words.join(' ')} hint={t('boardBuild.needs.hint')} />;
}
