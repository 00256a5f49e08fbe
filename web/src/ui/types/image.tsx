import { CloseOutlined, PlusOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { fileAddress, uploadFile } from '@/api/records';
import type { AttachmentField } from '@/engine/blueprint';
import type { FileValue } from '@/engine/values';
import { useErrorText } from '../problem-text';
import type { TypeInputProps } from './props';
import css from './types.module.css';

/** Pictures: picked, dropped or taken with the camera, and shown at once. */
export function ImageInput({ id, field, value, disabled, label, onValue }: TypeInputProps<AttachmentField>) {
  const { t } = useTranslation();
  const errorText = useErrorText();
  const generated = useId();
  const picker = useRef<HTMLInputElement>(null);
  const [busy, setBusy] = useState(0);
  const [failure, setFailure] = useState('');
  const files = (value ?? []) as FileValue[];
  const add = async (picked: FileList | null) => {
    setFailure('');
    let current = files;
    for (const file of picked ?? []) {
      setBusy((count) => count + 1);
      try {
        current = [...current, await uploadFile(file)];
        onValue(current);
      } catch (error) {
        setFailure(`${file.name}：${errorText(error)}`);
      } finally {
        setBusy((count) => count - 1);
      }
    }
  };
  const full = files.length >= (field.maximum ?? 20);
  return (
    <div
      className={css.pictures}
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        event.preventDefault();
        if (!disabled) void add(event.dataTransfer.files);
      }}
    >
      {files.map((file) => (
        <span key={file.id} className={css.picture}>
          <img src={fileAddress(file.id)} alt={file.name} />
          {disabled ? null : (
            <Button
              size="small"
              shape="circle"
              icon={<CloseOutlined aria-hidden />}
              aria-label={t('input.remove_file', { name: file.name })}
              onClick={() => onValue(files.filter((each) => each.id !== file.id))}
            />
          )}
        </span>
      ))}
      {disabled || full ? null : (
        <>
          <input
            ref={picker}
            id={id ?? generated}
            type="file"
            accept="image/*"
            multiple={(field.maximum ?? 20) > 1}
            className="visually-hidden"
            tabIndex={-1}
            aria-label={label}
            onChange={(event) => {
              void add(event.target.files);
              event.target.value = '';
            }}
          />
          <Button
            className={css.addPicture ?? ''}
            icon={<PlusOutlined aria-hidden />}
            loading={busy > 0}
            aria-label={t('types.add_picture', { field: label })}
            onClick={() => picker.current?.click()}
          />
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
