import '@/i18n/access';
import { EyeOutlined } from '@ant-design/icons';
import { App, Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { revealField, type StoredRecord } from '@/api/records';
import type { Field } from '@/engine/blueprint';
import { isReference, type Value } from '@/engine/values';
import { useErrorText } from '@/ui/problem-text';

interface MaskedValueProps {
  form: string;
  record: StoredRecord;
  field: Field;
}

/** A part of a value, and the whole of it for those who ask; who asks is remembered. */
export function MaskedValue({ form, record, field }: MaskedValueProps) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const errorText = useErrorText();
  const [whole, setWhole] = useState<Value>();
  const reveal = async () => {
    try {
      setWhole((await revealField(form, record.id, field.key)).value);
    } catch (error) {
      void message.error(errorText(error));
    }
  };
  if (whole !== undefined) return <span className="num">{isReference(whole) ? whole.title : String(whole)}</span>;
  return (
    <span className="num">
      {String(record.values[field.key] ?? '***')}
      <Button
        type="text"
        size="small"
        icon={<EyeOutlined aria-hidden />}
        aria-label={t('mask.reveal')}
        title={t('mask.reveal')}
        onClick={() => void reveal()}
      />
    </span>
  );
}
