import { DesktopOutlined, MobileOutlined } from '@ant-design/icons';
import { Segmented } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FormDocument } from '@/engine/designer/document';
import { previewMessage } from '@/engine/designer/preview';
import { usePhone } from '@/ui/use-phone';
import css from './preview.module.css';

type Device = 'desktop' | 'phone';

/** The form that is being built as its users will meet it, following every change. */
export function PreviewFrame({ document }: { document: FormDocument }) {
  const { t } = useTranslation();
  const phone = usePhone();
  const [device, setDevice] = useState<Device>('desktop');
  const frame = useRef<HTMLIFrameElement>(null);
  const latest = useRef(document);
  latest.current = document;
  useEffect(() => {
    const listen = ({ source, origin, data }: MessageEvent) => {
      const ready = previewMessage(data)?.preview === 'ready';
      if (ready && source === frame.current?.contentWindow && origin === window.location.origin)
        tell(frame.current, latest.current);
    };
    window.addEventListener('message', listen);
    return () => window.removeEventListener('message', listen);
  }, []);
  useEffect(() => tell(frame.current, document), [document]);
  return (
    <div className={css.frame}>
      <div className={css.devices}>
        {phone ? null : (
          <Segmented<Device>
            aria-label={t('preview.device')}
            value={device}
            onChange={setDevice}
            options={[
              { value: 'desktop', label: t('preview.desktop'), icon: <DesktopOutlined aria-hidden /> },
              { value: 'phone', label: t('preview.phone'), icon: <MobileOutlined aria-hidden /> },
            ]}
          />
        )}
        <span>{t('preview.hint')}</span>
      </div>
      <iframe
        ref={frame}
        title={t('preview.title')}
        className={device === 'phone' && !phone ? css.phone : css.desktop}
        src={`/build/forms/${document.key}/preview`}
      />
    </div>
  );
}

function tell(frame: HTMLIFrameElement | null, document: FormDocument): void {
  frame?.contentWindow?.postMessage({ preview: 'form', document }, window.location.origin);
}
