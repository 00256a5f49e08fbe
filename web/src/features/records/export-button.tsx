import { DownloadOutlined } from '@ant-design/icons';
import { Button, Tooltip } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Form } from '@/engine/blueprint';
import type { ColumnSetting } from '@/engine/grid/columns';

const ExportDialog = lazy(async () => ({ default: (await import('./export-dialog')).ExportDialog }));

interface ExportButtonProps {
  form: Form;
  query: { filter: string; search: string; sort: string };
  columns: readonly ColumnSetting[];
}

/** Hands out the list as a file. */
export function ExportButton(props: ExportButtonProps) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Tooltip title={t('list.export')}>
        <Button icon={<DownloadOutlined aria-hidden />} aria-label={t('list.export')} onClick={() => setOpen(true)} />
      </Tooltip>
      {open ? (
        <Suspense fallback={null}>
          <ExportDialog {...props} onClose={() => setOpen(false)} />
        </Suspense>
      ) : null}
    </>
  );
}
