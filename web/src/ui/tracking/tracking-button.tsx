import '@/i18n/tracking';
import { ShareAltOutlined } from '@ant-design/icons';
import { Button, Tooltip } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Form } from '@/engine/blueprint';
import { useWorkplace } from '../session';

const TrackingDrawer = lazy(async () => ({ default: (await import('./tracking-drawer')).TrackingDrawer }));

/** The link of a record for its customer, where records of the form are tracked. */
export function TrackingButton({ form, id }: { form: Form; id: string }) {
  const { t } = useTranslation();
  const { blueprint } = useWorkplace();
  const [open, setOpen] = useState(false);
  if (!blueprint.tracked?.some((each) => each.form === form.key)) return null;
  return (
    <>
      <Tooltip title={t('tracking.open')}>
        <Button icon={<ShareAltOutlined aria-hidden />} aria-label={t('tracking.open')} onClick={() => setOpen(true)} />
      </Tooltip>
      {open ? (
        <Suspense fallback={null}>
          <TrackingDrawer form={form.key} id={id} onClose={() => setOpen(false)} />
        </Suspense>
      ) : null}
    </>
  );
}
