import { App, Button, Input, Modal } from 'antd';
import { QRCodeSVG } from 'qrcode.react';
import { useTranslation } from 'react-i18next';
import type { PublicLink } from '@/api/links';
import { useAddress } from '@/ui/session';
import css from './links.module.css';

/** The address of a new link, which can be seen only now. */
export function AddressDialog({ link, onClose }: { link: PublicLink; onClose: () => void }) {
  const addressOf = useAddress();
  const { t } = useTranslation();
  const { message } = App.useApp();
  const address = addressOf(`/p/${link.token ?? ''}`);
  const copy = async () => {
    await navigator.clipboard.writeText(address).then(
      () => message.success(t('links.copied')),
      () => message.info(t('links.copy_yourself')),
    );
  };
  return (
    <Modal open title={t('links.address')} footer={null} onCancel={onClose}>
      <div className={css.address}>
        <p>{t('links.address_hint')}</p>
        <Input readOnly aria-label={t('links.address')} value={address} onFocus={({ target }) => target.select()} />
        <QRCodeSVG value={address} size={168} marginSize={2} title={t('links.scan')} />
        <Button type="primary" onClick={() => void copy()}>
          {t('links.copy')}
        </Button>
      </div>
    </Modal>
  );
}
