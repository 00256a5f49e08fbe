import '@/i18n/settings';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { loadSettings } from '@/api/settings';
import { Page } from '@/ui/page';
import { NoPermission } from '@/ui/refusals';
import { useWorkplace } from '@/ui/session';
import { ErrorState, Loading } from '@/ui/states';
import { AddressPanel } from './address-panel';
import { TaskMailsPanel } from './task-mails-panel';

/** `/settings`: how the installation is reached from outside, and what may be done from a mail. */
export function SettingsPage() {
  const { session } = useWorkplace();
  return session.administers ? <Settings /> : <NoPermission />;
}

function Settings() {
  const { t } = useTranslation();
  const query = useQuery({ queryKey: ['settings'], queryFn: loadSettings });
  return (
    <Page title={t('settings.title')} width="text">
      {query.isPending ? <Loading lines={6} /> : null}
      {query.isError ? <ErrorState error={query.error} retry={() => void query.refetch()} /> : null}
      {query.data ? (
        <>
          <AddressPanel settings={query.data} />
          <TaskMailsPanel settings={query.data} />
        </>
      ) : null}
    </Page>
  );
}
