import { Button } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import SignaturePad from 'signature_pad';
import { fileAddress, uploadFile } from '@/api/records';
import type { AttachmentField } from '@/engine/blueprint';
import type { FileValue } from '@/engine/values';
import { useErrorText } from '../problem-text';
import type { TypeInputProps } from './props';
import css from './types.module.css';

/** A name drawn with finger, pen or mouse, kept as a picture. */
export function SignatureInput({ value, disabled, label, onValue }: TypeInputProps<AttachmentField>) {
  const { t } = useTranslation();
  const files = (value ?? []) as FileValue[];
  if (files.length === 0 && !disabled) return <Pad label={label} onDone={(file) => onValue([file])} />;
  return (
    <div className={css.signature}>
      {files.map((file) => (
        <img key={file.id} src={fileAddress(file.id)} alt={label} />
      ))}
      {disabled ? null : (
        <Button size="small" onClick={() => onValue(null)}>
          {t('types.sign_again')}
        </Button>
      )}
    </div>
  );
}

function Pad({ label, onDone }: { label: string; onDone: (file: FileValue) => void }) {
  const { t } = useTranslation();
  const errorText = useErrorText();
  const canvas = useRef<HTMLCanvasElement>(null);
  const pad = useRef<SignaturePad | undefined>(undefined);
  const [drawn, setDrawn] = useState(false);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState('');
  useEffect(() => {
    const surface = canvas.current;
    if (!surface) return;
    const ratio = Math.max(window.devicePixelRatio, 1);
    surface.width = surface.offsetWidth * ratio;
    surface.height = surface.offsetHeight * ratio;
    surface.getContext('2d')?.scale(ratio, ratio);
    const made = new SignaturePad(surface, { backgroundColor: '#ffffff', penColor: '#1d2129' });
    made.addEventListener('endStroke', () => setDrawn(true));
    pad.current = made;
    return () => made.off();
  }, []);
  const clear = () => {
    pad.current?.clear();
    setDrawn(false);
  };
  const store = async () => {
    const surface = canvas.current;
    if (!surface) return;
    setBusy(true);
    setFailure('');
    try {
      const picture = await new Promise<Blob | null>((done) => surface.toBlob(done, 'image/png'));
      if (picture) onDone(await uploadFile(new File([picture], `${label}.png`, { type: 'image/png' })));
    } catch (error) {
      setFailure(errorText(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <div className={css.signature}>
      <canvas ref={canvas} className={css.pad} aria-label={t('types.sign_here', { field: label })} role="img" />
      <div className={css.row}>
        <Button size="small" type="primary" disabled={!drawn} loading={busy} onClick={() => void store()}>
          {t('types.sign_done')}
        </Button>
        <Button size="small" disabled={!drawn} onClick={clear}>
          {t('types.sign_clear')}
        </Button>
      </div>
      {failure === '' ? null : (
        <span role="alert" className={css.failure}>
          {failure}
        </span>
      )}
    </div>
  );
}
