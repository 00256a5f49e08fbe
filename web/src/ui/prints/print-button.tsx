import '@/i18n/prints';
import { PrinterOutlined } from '@ant-design/icons';
import { Button, Tooltip } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Form } from '@/engine/blueprint';
import { useWorkplace } from '../session';
import type { PrintTarget } from './print-dialog';

const PrintDialog = lazy(async () => ({ default: (await import('./print-dialog')).PrintDialog }));

interface PrintButtonProps {
  form: Form;
  target: PrintTarget;
  size?: 'small' | 'middle';
  /** Whether the word stands beside the picture. */
  named?: boolean;
}

/** Puts records on paper, where there is a template for them. */
export function PrintButton({ form, target, size = 'middle', named = false }: PrintButtonProps) {
  const { t } = useTranslation();
  const { blueprint } = useWorkplace();
  const [open, setOpen] = useState(false);
  const templates = (blueprint.prints ?? []).filter(
    (template) => template.form === form.key && (target.kind !== 'record' || !template.list),
  );
  if (templates.length === 0) return null;
  const button = (
    <Button
      size={size}
      icon={<PrinterOutlined aria-hidden />}
      aria-label={t('prints.print')}
      onClick={() => setOpen(true)}
    >
      {named ? t('prints.print') : null}
    </Button>
  );
  return (
    <>
      {named ? button : <Tooltip title={t('prints.print')}>{button}</Tooltip>}
      {open ? (
        <Suspense fallback={null}>
          <PrintDialog form={form} target={target} templates={templates} onClose={() => setOpen(false)} />
        </Suspense>
      ) : null}
    </>
  );
}
