import { useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isProblem } from '@/api/problem';
import { type Settings, saveAddress } from '@/api/settings';
import { BusyButton } from '@/ui/busy-button';
import { Panel } from '@/ui/page';
import { useErrorText } from '@/ui/problem-text';
import { SESSION_KEY } from '@/ui/session';
import css from './settings.module.css';

const LOCAL = /^https?:\/\/(localhost|127\.|\[::1\])/;

/** Under which address the house is reached from outside. */
export function AddressPanel({ settings }: { settings: Settings }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const { message } = App.useApp();
  const errorText = useErrorText();
  const [address, setAddress] = useState(settings.address ?? '');
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState('');
  const entered = address.trim();
  const save = async () => {
    setBusy(true);
    setFailure('');
    try {
      const saved = await saveAddress(entered === '' ? null : entered);
      queries.setQueryData(['settings'], saved);
      setAddress(saved.address ?? '');
      await queries.invalidateQueries({ queryKey: SESSION_KEY });
      void message.success(t('settings.saved'));
    } catch (error) {
      setFailure((isProblem(error) ? error.violations[0]?.message : undefined) ?? errorText(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Panel title={t('settings.address.title')}>
      <p className={css.hint}>{t('settings.address.hint')}</p>
      <form
        className={css.row}
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <div className={css.grow}>
          <Input
            type="url"
            inputMode="url"
            aria-label={t('settings.address.label')}
            aria-describedby="address-failure"
            {...(failure ? { status: 'error' as const } : {})}
            placeholder={t('settings.address.placeholder')}
            value={address}
            onChange={({ target }) => setAddress(target.value)}
          />
          <p id="address-failure" className={css.error} role="alert" hidden={failure === ''}>
            {failure}
          </p>
        </div>
        {entered === '' ? (
          <Button onClick={() => setAddress(location.origin)}>{t('settings.address.here')}</Button>
        ) : null}
        <BusyButton
          type="primary"
          htmlType="submit"
          busy={busy}
          disabled={entered === (settings.address ?? '')}
          onClick={() => undefined}
        >
          {t('settings.save')}
        </BusyButton>
      </form>
      <div className={css.notes}>
        {LOCAL.test(entered) ? (
          <Alert type="warning" showIcon title={t('settings.address.local')} />
        ) : entered.startsWith('http://') ? (
          <Alert type="warning" showIcon title={t('settings.address.plain')} />
        ) : null}
      </div>
    </Panel>
  );
}
