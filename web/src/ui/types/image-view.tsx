import { Image } from 'antd';
import { fileAddress } from '@/api/records';
import type { AttachmentField } from '@/engine/blueprint';
import type { FileValue } from '@/engine/values';
import type { TypeViewProps } from './props';
import css from './types.module.css';

export function ImageView({ value, dense }: TypeViewProps<AttachmentField>) {
  const files = value as FileValue[];
  if (dense) {
    return (
      <span className={css.thumbs}>
        {files.slice(0, 3).map((file) => (
          <img key={file.id} src={fileAddress(file.id)} alt={file.name} loading="lazy" />
        ))}
        {files.length > 3 ? ` +${files.length - 3}` : null}
      </span>
    );
  }
  return (
    <Image.PreviewGroup>
      <span className={css.pictures}>
        {files.map((file) => (
          <Image
            key={file.id}
            width={96}
            height={96}
            src={fileAddress(file.id)}
            alt={file.name}
            className={css.cover ?? ''}
          />
        ))}
      </span>
    </Image.PreviewGroup>
  );
}
