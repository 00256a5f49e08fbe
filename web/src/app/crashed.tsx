import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useRouteError } from 'react-router';
import { EmptyState } from '@/ui/states';

/** A page that failed to draw: says so, and how to go on. After an update its code may simply have moved. */
export function Crashed() {
  const { t } = useTranslation();
  const error = useRouteError();
  return (
    <EmptyState
      page
      title={t('error.crashed')}
      hint={error instanceof Error ? error.message : ''}
      action={
        <Button type="primary" onClick={() => window.location.reload()}>
          {t('error.reload')}
        </Button>
      }
    />
  );
}
