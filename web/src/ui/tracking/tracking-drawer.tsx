import { useQuery } from '@tanstack/react-query';
import { Drawer } from 'antd';
import { useTranslation } from 'react-i18next';
import { loadTracked } from '@/api/tracking';
import { ErrorState, Loading } from '../states';
import { usePhone } from '../use-phone';
import { TrackedView } from './tracked-view';

/** The customer's link and what was said through it, beside the record. */
export function TrackingDrawer({ form, id, onClose }: { form: string; id: string; onClose: () => void }) {
  const { t } = useTranslation();
  const phone = usePhone();
  const query = useQuery({
    queryKey: ['tracking', form, id],
    queryFn: ({ signal }) => loadTracked(form, id, signal),
  });
  return (
    <Drawer
      open
      title={query.data ? `${t('tracking.title')} · ${query.data.title}` : t('tracking.title')}
      size={phone ? 390 : 560}
      onClose={onClose}
    >
      {query.isPending ? <Loading lines={8} /> : null}
      {query.isError ? <ErrorState error={query.error} retry={() => void query.refetch()} /> : null}
      {query.data ? <TrackedView tracked={query.data} /> : null}
    </Drawer>
  );
}
