import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Checkbox, Input, Modal, Select } from 'antd';
import { useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { loadMappings, startImport } from '@/api/imports';
import { useErrorText } from '@/ui/problem-text';
import { useLabel } from '@/ui/session';
import { fileSize } from '@/ui/values/files';
import css from './imports.module.css';

/** Not the key of any mapping: keys are lower-case letters. */
const CUSTOM = '{}';

/** Uploads a file together with the description of what its columns mean. */
export function StartImport({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const errorText = useErrorText();
  const id = useId();
  const picker = useRef<HTMLInputElement>(null);
  const [file, setFile] = useState<File | undefined>(undefined);
  const [chosen, setChosen] = useState<string | undefined>(undefined);
  const [document, setDocument] = useState('');
  const [participants, setParticipants] = useState(false);
  const [failure, setFailure] = useState('');
  const [busy, setBusy] = useState(false);
  const label = useLabel();
  const mappings = useQuery({ queryKey: ['mappings'], queryFn: loadMappings, retry: false });
  const published = mappings.data ?? [];
  const key = chosen ?? published[0]?.key ?? CUSTOM;
  const start = async () => {
    if (!file) {
      setFailure(t('imports.file_missing'));
      return;
    }
    if (key === CUSTOM && !isJson(document)) {
      setFailure(t('imports.mapping_wrong'));
      return;
    }
    setBusy(true);
    setFailure('');
    try {
      await startImport(file, key === CUSTOM ? document : key, participants);
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
            accept=".csv,.gz,text/csv"
            className="visually-hidden"
            tabIndex={-1}
            aria-label={t('imports.file')}
            onChange={(event) => setFile(event.target.files?.[0])}
          />
          <Button onClick={() => picker.current?.click()}>{t('imports.pick_file')}</Button>{' '}
          {file ? `${file.name} · ${fileSize(file.size)}` : ''}
        </div>
        <label htmlFor={`${id}-mapping`}>{t('imports.mapping')}</label>
        <Select
          id={`${id}-mapping`}
          value={key}
          options={[
            ...published.map((each) => ({ value: each.key, label: label(each.label, each.key) })),
            { value: CUSTOM, label: t('imports.custom') },
          ]}
          onChange={setChosen}
        />
        {key === CUSTOM ? (
          <Input.TextArea
            className={css.code ?? ''}
            aria-label={t('imports.custom')}
            rows={8}
            spellCheck={false}
            value={document}
            onChange={(event) => setDocument(event.target.value)}
          />
        ) : null}
        <p className={css.hint}>{t('imports.mapping_hint')}</p>
        <Checkbox checked={participants} onChange={(event) => setParticipants(event.target.checked)}>
          {t('imports.participants')}
        </Checkbox>
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
