import { InboxOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type StagedFile, uploadSheet } from '@/api/import-files';
import { useErrorText } from '@/ui/problem-text';
import css from './sheets.module.css';

/** Takes the file: dropped, or picked. */
export function UploadStep({ onFile }: { onFile: (file: StagedFile) => void }) {
  const { t } = useTranslation();
  const errorText = useErrorText();
  const picker = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState('');
  const take = async (file: File | undefined) => {
    if (!file || busy) return;
    setBusy(true);
    setFailure('');
    try {
      onFile(await uploadSheet(file));
    } catch (error) {
      setFailure(errorText(error));
      setBusy(false);
    }
  };
  return (
    <div
      className={`${css.drop} ${over ? css.over : ''}`}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        void take(event.dataTransfer.files[0]);
      }}
    >
      <InboxOutlined className={css.inbox} aria-hidden />
      <p className={css.lead}>{t('wizard.drop')}</p>
      <p className={css.hint}>{t('wizard.drop_hint')}</p>
      <input
        ref={picker}
        type="file"
        accept=".xlsx,.xlsm,.csv,.txt,.gz"
        className="visually-hidden"
        tabIndex={-1}
        aria-label={t('wizard.file')}
        onChange={(event) => {
          void take(event.target.files?.[0]);
          event.target.value = '';
        }}
      />
      <Button type="primary" loading={busy} onClick={() => picker.current?.click()}>
        {busy ? t('wizard.reading') : t('wizard.pick')}
      </Button>
      <p role="alert" className={css.failure}>
        {failure}
      </p>
    </div>
  );
}
