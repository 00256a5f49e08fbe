import JsBarcode from 'jsbarcode';
import { QRCodeSVG } from 'qrcode.react';
import { useEffect, useRef } from 'react';
import type { BarcodeField } from '@/engine/blueprint';
import type { TypeViewProps } from './props';
import css from './types.module.css';

/** The code to be scanned, with its text below it. */
export function BarcodeView({ field, value }: TypeViewProps<BarcodeField>) {
  const text = String(value);
  if ((field.format ?? 'qr') !== 'qr')
    return <Bars format={field.format === 'ean13' ? 'EAN13' : 'CODE128'} text={text} />;
  return (
    <span className={css.code}>
      <QRCodeSVG value={text} size={112} marginSize={2} title={text} />
      <span className={css.codeText}>{text}</span>
    </span>
  );
}

function Bars({ format, text }: { format: 'EAN13' | 'CODE128'; text: string }) {
  const drawing = useRef<SVGSVGElement>(null);
  useEffect(() => {
    if (drawing.current) JsBarcode(drawing.current, text, { format, height: 48, width: 1.5, fontSize: 13, margin: 8 });
  }, [format, text]);
  return (
    <span className={css.code}>
      <svg ref={drawing} role="img" aria-label={text} />
    </span>
  );
}
