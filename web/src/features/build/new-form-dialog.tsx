import { Input, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Label } from '@/engine/blueprint';
import { emptyDocument, type FormDocument, keyFrom } from '@/engine/designer/document';
import { freeKey } from '@/engine/layout';
import { usePreferences } from '@/ui/preferences';
import { useLabel } from '@/ui/session';
import css from './panel/panel.module.css';
import { LabelRow, Row } from './panel/parts';

export interface NewForm {
  document: FormDocument;
}

interface NewFormDialogProps {
  taken: ReadonlySet<string>;
  /** The form to copy; an empty form otherwise. */
  source: FormDocument | undefined;
  onClose: () => void;
  onCreate: (form: NewForm) => Promise<void>;
}

/** Names a new form. The key is made from the English name, or a number, and can be changed here and nowhere else. */
export function NewFormDialog({ taken, source, onClose, onCreate }: NewFormDialogProps) {
  const { t } = useTranslation();
  const { language } = usePreferences();
  const label = useLabel();
  const [name, setName] = useState<Label>(
    source ? { [language]: t('designer.forms.copy_of', { name: label(source.label, source.key) }) } : {},
  );
  const [typed, setTyped] = useState<string>();
  const [busy, setBusy] = useState(false);
  const proposed = freeKey(keyFrom(name.en ?? '') || (source ? `${source.key.slice(0, 20)}_copy` : 'form'), taken);
  const key = typed ?? proposed;
  const problem = !/^[a-z][a-z0-9_]{0,28}$/.test(key)
    ? t('designer.key_shape')
    : taken.has(key)
      ? t('designer.forms.key_taken')
      : undefined;
  const named = Object.values(name).some((text) => text.trim() !== '');
  const create = async () => {
    setBusy(true);
    const document = source
      ? { ...source, key, label: name }
      : emptyDocument(key, name, { zh: t('designer.forms.number'), en: t('designer.forms.number') });
    await onCreate({ document });
    setBusy(false);
  };
  return (
    <Modal
      open
      title={source ? t('designer.forms.duplicate') : t('designer.forms.new')}
      okText={t('designer.forms.create')}
      confirmLoading={busy}
      okButtonProps={{ disabled: !named || problem !== undefined }}
      onCancel={onClose}
      onOk={() => void create()}
    >
      <div className={css.group}>
        <LabelRow label={t('designer.form_name')} autoFocus value={name} onChange={(next) => setName(next ?? {})} />
        <Row label={t('designer.key')} help={t('designer.forms.key_help')} problem={problem}>
          {(id) => (
            <Input
              id={id}
              value={key}
              spellCheck={false}
              autoComplete="off"
              onChange={(event) => setTyped(event.target.value)}
            />
          )}
        </Row>
      </div>
    </Modal>
  );
}
