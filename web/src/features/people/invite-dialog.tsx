import { App, Button, Input, type InputRef, Modal, Space } from 'antd';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Invited } from '@/api/people';
import { useAddress } from '@/ui/session';
import css from './people.module.css';

/** Shows a link once, to be given to its person; or says that it went by mail. */
export function InviteDialog({ name, invited, onClose }: { name: string; invited: Invited; onClose: () => void }) {
  const addressOf = useAddress();
  const { t } = useTranslation();
  const { message } = App.useApp();
  const link = addressOf(invited.path ?? '');
  const box = useRef<InputRef>(null);
  const copy = async () => {
    // Without HTTPS, as in many an office, browsers have no clipboard for scripts: the text is marked, to be copied by hand.
    box.current?.select();
    const copied = await (navigator.clipboard?.writeText(link).then(
      () => true,
      () => false,
    ) ?? Promise.resolve(document.execCommand('copy')));
    if (copied) void message.success(t('staff.copied'));
  };
  return (
    <Modal
      open
      title={invited.mailed ? t('staff.mailed') : t('staff.link_title', { name })}
      footer={
        <Button type="primary" onClick={onClose}>
          {t('common.close')}
        </Button>
      }
      onCancel={onClose}
    >
      <p className={css.hint}>{t('staff.link_text')}</p>
      {invited.path === null ? null : (
        <Space.Compact block>
          <Input
            ref={box}
            readOnly
            value={link}
            aria-label={t('staff.send_link')}
            onFocus={({ target }) => target.select()}
          />
          <Button onClick={() => void copy()}>{t('staff.copy')}</Button>
        </Space.Compact>
      )}
    </Modal>
  );
}
