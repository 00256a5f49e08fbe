import { Alert, Button } from 'antd';
import { useTranslation } from 'react-i18next';

/** Says that what was typed before is back, and offers to start over. */
export function RestoredNote({ onDiscard }: { onDiscard: () => void }) {
  const { t } = useTranslation();
  return (
    <Alert
      type="info"
      showIcon
      title={t('form.restored')}
      action={
        <Button size="small" onClick={onDiscard}>
          {t('form.discard')}
        </Button>
      }
    />
  );
}
