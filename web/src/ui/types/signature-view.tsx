import { fileAddress } from '@/api/records';
import type { AttachmentField } from '@/engine/blueprint';
import type { FileValue } from '@/engine/values';
import type { TypeViewProps } from './props';
import css from './types.module.css';

export function SignatureView({ value, dense }: TypeViewProps<AttachmentField>) {
  const [file] = value as FileValue[];
  if (!file) return null;
  return <img className={dense ? css.thumb : css.drawn} src={fileAddress(file.id)} alt={file.name} />;
}
