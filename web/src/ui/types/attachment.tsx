import type { AttachmentField } from '@/engine/blueprint';
import type { FileValue } from '@/engine/values';
import { FileInput } from '../inputs/file-input';
import type { TypeInputProps } from './props';

export function AttachmentInput({ id, value, disabled, label, onValue }: TypeInputProps<AttachmentField>) {
  return (
    <FileInput id={id} value={(value ?? []) as FileValue[]} disabled={disabled} label={label} onChange={onValue} />
  );
}
