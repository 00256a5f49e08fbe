import { useQueryClient } from '@tanstack/react-query';
import { Button, Input, Modal } from 'antd';
import { useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { startImport } from '@/api/imports';
import { useErrorText } from '@/ui/problem-text';
import { fileSize } from '@/ui/values/files';
import css from './imports.module.css';

/** Uploads a file together with the description of what its columns mean. */
export function StartImport({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const errorText = useErrorText();
  const id = useId();
  const picker = useRef<HTMLInputElement>(null);
  const [file, setFile] = useState<File | undefined>(undefined);
  const [mapping, setMapping] = useState('');
  const [failure, setFailure] = useState('');
  const [busy, setBusy] = useState(false);
  const start = async () => {
    if (!file) {
      setFailure(t('imports.file_missing'));
      return;
    }
    if (!isJson(mapping)) {
      setFailure(t('imports.mapping_wrong'));
      return;
    }
    setBusy(true);
    setFailure('');
    try {
      await startImport(file, mapping);
      await queries.invalidateQueries({ queryKey: ['imports'] });
      onClose();
    } catch (error) {
      setFailure(errorText(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Modal
      open
      title={t('imports.start')}
      okText={t('imports.start')}
      confirmLoading={busy}
      onOk={() => void start()}
      onCancel={onClose}
    >
      <div className={css.start}>
        <div>
          <input
            ref={picker}
            id={`${id}-file`}
            type="file"
            accept=".csv,.gz,.xlsx,text/csv"
            className="visually-hidden"
            tabIndex={-1}
            aria-label={t('imports.file')}
            onChange={(event) => setFile(event.target.files?.[0])}
          />
          <Button onClick={() => picker.current?.click()}>{t('imports.pick_file')}</Button>{' '}
          {file ? `${file.name} · ${fileSize(file.size)}` : ''}
        </div>
        <label htmlFor={`${id}-mapping`}>{t('imports.mapping')}</label>
        <p className={css.hint}>{t('imports.mapping_hint')}</p>
        <Input.TextArea
          id={`${id}-mapping`}
          className={css.code ?? ''}
          rows={10}
          spellCheck={false}
          value={mapping}
          onChange={(event) => setMapping(event.target.value)}
        />
        <p role="alert" className={css.failure}>
          {failure}
        </p>
      </div>
    </Modal>
  );
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
