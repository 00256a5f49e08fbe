/** @jsxImportSource preact */
import { useEffect, useRef, useState } from 'preact/hooks';
import type SignaturePad from 'signature_pad';
import { Refused } from '../api';
import { t as common } from '../texts';
import { sign, type Tracked } from './api';
import { t } from './texts';

/** Signing with a finger: the name, the picture, and sending both. */
export function SignBox({ delivery, onSigned }: { delivery: string; onSigned: (page: Tracked) => void }) {
  const [open, setOpen] = useState(false);
  if (!open) {
    return (
      <button type="button" class="main" onClick={() => setOpen(true)}>
        {t('sign')}
      </button>
    );
  }
  return <Signing delivery={delivery} onSigned={onSigned} />;
}

function Signing({ delivery, onSigned }: { delivery: string; onSigned: (page: Tracked) => void }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const pad = useRef<SignaturePad | undefined>(undefined);
  const [name, setName] = useState('');
  const [failure, setFailure] = useState('');
  const [busy, setBusy] = useState(false);
  useEffect(() => {
    let gone = false;
    void import('signature_pad').then(({ default: Pad }) => {
      const box = canvas.current;
      if (gone || !box) return;
      // As many points as the screen has, so that the picture is sharp.
      const ratio = Math.max(window.devicePixelRatio || 1, 1);
      box.width = box.offsetWidth * ratio;
      box.height = box.offsetHeight * ratio;
      box.getContext('2d')?.scale(ratio, ratio);
      pad.current = new Pad(box, { backgroundColor: 'rgb(255, 255, 255)', penColor: '#1f2329' });
    });
    return () => {
      gone = true;
      pad.current?.off();
    };
  }, []);
  const send = async (event: Event) => {
    event.preventDefault();
    const box = canvas.current;
    if (name.trim() === '') return setFailure(t('name_empty'));
    if (!box || !pad.current || pad.current.isEmpty()) return setFailure(t('sign_empty'));
    setBusy(true);
    setFailure('');
    try {
      const picture = await new Promise<Blob | null>((done) => box.toBlob(done, 'image/png'));
      if (picture) onSigned(await sign(delivery, name.trim(), picture));
    } catch (error) {
      setFailure(error instanceof Refused && error.message !== '' ? error.message : common('visit.failed'));
    } finally {
      setBusy(false);
    }
  };
  return (
    <form class="sign" onSubmit={send} novalidate>
      <p class="help">{t('sign_hint')}</p>
      <label for={`name-${delivery}`}>{t('sign_name')}</label>
      <input
        id={`name-${delivery}`}
        autocomplete="name"
        maxLength={50}
        value={name}
        onInput={(event) => setName(event.currentTarget.value)}
      />
      <canvas ref={canvas} role="img" aria-label={t('sign_box')} />
      <p class="problem" role="alert">
        {failure}
      </p>
      <div class="pair">
        <button type="button" onClick={() => pad.current?.clear()}>
          {t('sign_again')}
        </button>
        <button type="submit" class="main" disabled={busy}>
          {busy ? t('sending') : t('sign_send')}
        </button>
      </div>
    </form>
  );
}
