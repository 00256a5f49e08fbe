import { useQueryClient } from '@tanstack/react-query';
import { App, Button, Input } from 'antd';
import { QRCodeSVG } from 'qrcode.react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { actOnTracking, type Tracked } from '@/api/tracking';
import { groupDigits } from '@/engine/digits';
import { useAddress } from '@/ui/session';
import { useErrorText } from '../problem-text';
import { StateTag } from '../values/status-tag';
import { Ago } from '../values/time';
import css from './tracking.module.css';

/** The customer's link: made, copied, scanned, stopped. */
export function LinkBox({ tracked }: { tracked: Tracked }) {
  const addressOf = useAddress();
  const { t } = useTranslation();
  const { message, modal } = App.useApp();
  const errorText = useErrorText();
  const queries = useQueryClient();
  const [busy, setBusy] = useState(false);
  const { link } = tracked;
  const act = async (what: 'link' | 'revoke' | 'renew') => {
    setBusy(true);
    try {
      queries.setQueryData(['tracking', tracked.form, tracked.id], await actOnTracking(tracked.form, tracked.id, what));
    } catch (error) {
      void message.error(errorText(error));
    } finally {
      setBusy(false);
    }
  };
  const ask = (title: string, content: string, what: 'revoke' | 'renew') =>
    modal.confirm({ title, content, cancelText: t('common.cancel'), onOk: () => act(what) });
  if (!link) {
    return (
      <section aria-label={t('tracking.link')}>
        <h3 className={css.heading}>{t('tracking.link')}</h3>
        <p className={css.quiet}>{t('tracking.link_hint')}</p>
        {tracked.mayLink ? (
          <Button type="primary" loading={busy} onClick={() => void act('link')}>
            {t('tracking.make')}
          </Button>
        ) : null}
      </section>
    );
  }
  const address = addressOf(link.path);
  const copy = async () => {
    await navigator.clipboard.writeText(address).then(
      () => message.success(t('tracking.copied')),
      () => message.info(t('tracking.copy_yourself')),
    );
  };
  return (
    <section aria-label={t('tracking.link')}>
      <h3 className={css.heading}>{t('tracking.link')}</h3>
      <div className={css.address}>
        {link.revokedAt ? null : <QRCodeSVG value={address} size={132} marginSize={2} title={t('tracking.qr')} />}
        <div>
          <Input readOnly aria-label={t('tracking.link')} value={address} onFocus={({ target }) => target.select()} />
          <p className={css.quiet}>
            {link.revokedAt ? <StateTag color="red">{t('tracking.revoked')}</StateTag> : null}
            {link.uses > 0
              ? t('tracking.opened', { count: link.uses, uses: groupDigits(String(link.uses)) })
              : t('tracking.never_opened')}
            {link.usedAt ? (
              <>
                {' · '}
                <Ago at={link.usedAt} />
              </>
            ) : null}
          </p>
          <div className={css.line}>
            {link.revokedAt ? null : (
              <Button size="small" type="primary" onClick={() => void copy()}>
                {t('tracking.copy')}
              </Button>
            )}
            {tracked.mayLink ? (
              <>
                {link.revokedAt ? (
                  <Button size="small" loading={busy} onClick={() => void act('link')}>
                    {t('tracking.resume')}
                  </Button>
                ) : (
                  <Button
                    size="small"
                    onClick={() => ask(t('tracking.revoke_title'), t('tracking.revoke_text'), 'revoke')}
                  >
                    {t('tracking.revoke')}
                  </Button>
                )}
                <Button size="small" onClick={() => ask(t('tracking.renew_title'), t('tracking.renew_text'), 'renew')}>
                  {t('tracking.renew')}
                </Button>
              </>
            ) : null}
          </div>
        </div>
      </div>
    </section>
  );
}
