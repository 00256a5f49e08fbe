import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button, InputNumber, Switch } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { loadConnections } from '@/api/channels';
import { callBackTaskLinks, type Settings, saveTaskMails, type TaskMails } from '@/api/settings';
import { Panel } from '@/ui/page';
import { useErrorText } from '@/ui/problem-text';
import css from './settings.module.css';

/** Whether tasks go out by mail, and can be done from there. */
export function TaskMailsPanel({ settings }: { settings: Settings }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const { message, modal } = App.useApp();
  const errorText = useErrorText();
  const [busy, setBusy] = useState(false);
  const channels = useQuery({ queryKey: ['connections'], queryFn: loadConnections });
  const mails = settings.taskMails;
  const hasMail =
    channels.data === undefined ||
    channels.data.installed.mail ||
    channels.data.items.some((connection) => connection.kind === 'mail');
  const save = async (next: TaskMails) => {
    setBusy(true);
    try {
      queries.setQueryData(['settings'], await saveTaskMails(next));
      void message.success(t('settings.saved'));
    } catch (error) {
      void message.error(errorText(error));
    } finally {
      setBusy(false);
    }
  };
  const callBack = () =>
    modal.confirm({
      title: t('settings.mails.call_back_title'),
      content: t('settings.mails.call_back_text'),
      okText: t('settings.mails.call_back'),
      okButtonProps: { danger: true },
      cancelText: t('common.cancel'),
      onOk: async () => {
        try {
          const { links } = await callBackTaskLinks();
          void message.success(t('settings.mails.called_back', { count: links }));
        } catch (error) {
          void message.error(errorText(error));
        }
      },
    });
  return (
    <Panel title={t('settings.mails.title')}>
      <p className={css.hint}>{t('settings.mails.hint')}</p>
      <div className={css.stack}>
        <label className={css.switch} htmlFor="task-mails">
          <Switch
            id="task-mails"
            checked={mails.enabled}
            loading={busy}
            onChange={(enabled) => void save({ ...mails, enabled })}
          />
          {t('settings.mails.enabled')}
        </label>
        <label className={css.switch} htmlFor="task-mail-days">
          {t('settings.mails.days')}
          <InputNumber
            id="task-mail-days"
            min={1}
            max={30}
            precision={0}
            value={mails.days}
            disabled={!mails.enabled}
            onChange={(days) => (days === null || days === mails.days ? undefined : void save({ ...mails, days }))}
          />
          {t('settings.mails.days_unit')}
        </label>
        <label className={css.switch} htmlFor="task-mail-members">
          {t('settings.mails.members')}
          <InputNumber
            id="task-mail-members"
            min={0}
            max={200}
            precision={0}
            value={mails.members}
            disabled={!mails.enabled}
            aria-describedby="task-mail-members-hint"
            onBlur={(event) => {
              const members = Number(event.target.value);
              if (event.target.value !== '' && members !== mails.members) void save({ ...mails, members });
            }}
          />
          {t('settings.mails.members_unit')}
        </label>
        <p className={css.hint} id="task-mail-members-hint">
          {t('settings.mails.members_hint')}
        </p>
        <Button type="text" danger onClick={callBack}>
          {t('settings.mails.call_back')}
        </Button>
      </div>
      <div className={css.notes}>
        {mails.enabled && settings.address === null ? (
          <Alert type="warning" showIcon title={t('settings.mails.needs_address')} />
        ) : null}
        {mails.enabled && !hasMail ? (
          <Alert
            type="warning"
            showIcon
            title={t('settings.mails.needs_mail')}
            action={<Link to="/channels">{t('settings.mails.to_channels')}</Link>}
          />
        ) : null}
      </div>
    </Panel>
  );
}
