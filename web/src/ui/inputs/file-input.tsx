import { CloseOutlined, PaperClipOutlined, UploadOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { fileAddress, uploadFile } from '@/api/records';
import type { FileValue } from '@/engine/values';
import { useErrorText } from '../problem-text';
import { fileSize } from '../values/files';
import css from './inputs.module.css';

interface FileInputProps {
  id?: string | undefined;
  value: readonly FileValue[];
  disabled?: boolean;
  label: string;
  onChange: (files: FileValue[]) => void;
}

/** Files of a record: dropped or picked, uploaded at once, attached when the record is saved. */
export function FileInput({ id, value, disabled = false, label, onChange }: FileInputProps) {
  const { t } = useTranslation();
  const errorText = useErrorText();
  const generated = useId();
  const picker = useRef<HTMLInputElement>(null);
  const [busy, setBusy] = useState(0);
  const [failure, setFailure] = useState('');
  const add = async (files: FileList | null) => {
    setFailure('');
    let current = [...value];
    for (const file of files ?? []) {
      setBusy((count) => count + 1);
      try {
        current = [...current, await uploadFile(file)];
        onChange(current);
      } catch (error) {
        setFailure(`${file.name}：${errorText(error)}`);
      } finally {
        setBusy((count) => count - 1);
      }
    }
  };
  return (
    <div
      className={css.files}
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        event.preventDefault();
        if (!disabled) void add(event.dataTransfer.files);
      }}
    >
      {value.map((file) => (
        <div key={file.id} className={css.file}>
          <PaperClipOutlined aria-hidden />
          <a href={fileAddress(file.id)} download={file.name} className="ellipsis">
            {file.name}
          </a>
          <span className={css.size}>{fileSize(file.size)}</span>
          {disabled ? null : (
            <Button
              type="text"
              size="small"
              icon={<CloseOutlined aria-hidden />}
              aria-label={t('input.remove_file', { name: file.name })}
              onClick={() => onChange(value.filter((each) => each.id !== file.id))}
            />
          )}
        </div>
      ))}
      {disabled ? null : (
        <>
          <input
            ref={picker}
            id={id ?? generated}
            type="file"
            multiple
            className="visually-hidden"
            tabIndex={-1}
            aria-label={label}
            onChange={(event) => {
              void add(event.target.files);
              event.target.value = '';
            }}
          />
          <Button icon={<UploadOutlined aria-hidden />} loading={busy > 0} onClick={() => picker.current?.click()}>
            {t('input.upload')}
          </Button>
        </>
      )}
      {failure === '' ? null : (
        <span role="alert" className={css.failure}>
          {failure}
        </span>
      )}
    </div>
  );
}
