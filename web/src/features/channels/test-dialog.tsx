import { Alert, Button, Input, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Connection, testConnection } from '@/api/channels';
import { useErrorText } from '@/ui/problem-text';
import { Field } from './field';
import { KINDS } from './kinds';

/** Sends one message to an address, and says what became of it. */
export function TestDialog({ connection, onClose }: { connection: Connection; onClose: () => void }) {
  const { t } = useTranslation();
  const errorText = useErrorText();
  const [recipient, setRecipient] = useState('');
  const [busy, setBusy] = useState(false);
  const [outcome, setOutcome] = useState<{ sent: boolean; text: string }>();
  const asked = KINDS[connection.kind].recipient ?? 'email';
  const send = async () => {
    setBusy(true);
    setOutcome(undefined);
    try {
      const { sent, reason } = await testConnection(connection.key, recipient);
      setOutcome({ sent, text: sent ? t('channels.test_sent') : (reason ?? t('channels.test_failed')) });
    } catch (error) {
      setOutcome({ sent: false, text: errorText(error) });
    } finally {
      setBusy(false);
    }
  };
  return (
    <Modal
      open
      title={t('channels.test_title', { name: t(`channels.kind.${connection.kind}`) })}
      onCancel={onClose}
      footer={[
        <Button key="close" onClick={onClose}>
          {t('common.close')}
        </Button>,
        <Button key="send" type="primary" loading={busy} disabled={recipient.trim() === ''} onClick={() => void send()}>
          {t('channels.test_send')}
        </Button>,
      ]}
    >
      <Field label={t(`channels.recipient.${asked}`)}>
        {(id) => (
          <Input
            id={id}
            value={recipient}
            inputMode={asked === 'email' ? 'email' : 'tel'}
            onChange={({ target }) => setRecipient(target.value)}
            onPressEnter={() => void send()}
          />
        )}
      </Field>
      {outcome ? (
        <Alert style={{ marginTop: 12 }} showIcon type={outcome.sent ? 'success' : 'error'} title={outcome.text} />
      ) : null}
    </Modal>
  );
}
