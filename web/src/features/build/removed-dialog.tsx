import { Button, Modal } from 'antd';
import { useTranslation } from 'react-i18next';
import { splitPath } from '@/engine/designer/document';
import { bringBack } from '@/engine/designer/removed';
import { useLabel } from '@/ui/session';
import css from './build.module.css';
import { useActions, useDesigner } from './designer-context';

/** Fields that were taken off the form and still have their data: each can be put back as it was. */
export function RemovedDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const { removed } = useDesigner();
  const actions = useActions();
  const label = useLabel();
  return (
    <Modal open footer={null} title={t('designer.removed.title')} onCancel={onClose}>
      <p>{removed.length > 0 ? t('designer.removed.text') : t('designer.removed.none')}</p>
      <ul className={css.findings}>
        {removed.map((each) => (
          <li key={each.path}>
            <span>
              {label(each.field.label, splitPath(each.path).key)} ·{' '}
              {t('designer.removed.until', { version: each.version })}
            </span>
            <Button
              size="small"
              aria-label={t('designer.removed.back_named', { name: label(each.field.label, each.path) })}
              onClick={() =>
                actions.update((doc) => bringBack(doc, each), { select: { kind: 'fields', paths: [each.path] } })
              }
            >
              {t('designer.removed.back')}
            </Button>
          </li>
        ))}
      </ul>
    </Modal>
  );
}
