import { PaperClipOutlined } from '@ant-design/icons';
import { fileAddress } from '@/api/records';
import { formatQuantity } from '@/engine/numbers';
import type { FileValue } from '@/engine/values';
import css from './values.module.css';

export function fileSize(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  const kilobytes = bytes / 1024;
  return kilobytes < 1024
    ? `${formatQuantity(String(Math.round(kilobytes)), 0)} KB`
    : `${formatQuantity((kilobytes / 1024).toFixed(1), 1)} MB`;
}

export function FileList({ files }: { files: readonly FileValue[] }) {
  return (
    <ul className={css.files}>
      {files.map((file) => (
        <li key={file.id}>
          <a href={fileAddress(file.id)} download={file.name} className={css.file}>
            <PaperClipOutlined aria-hidden />
            <span className="ellipsis">{file.name}</span>
          </a>
          <span className={css.size}>{fileSize(file.size)}</span>
        </li>
      ))}
    </ul>
  );
}
