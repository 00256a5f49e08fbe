import { Input, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Label, labelText } from '@/engine/blueprint';
import { keyFrom } from '@/engine/designer/document';
import { freeKey } from '@/engine/layout';
import type { BoardDocument } from '@/engine/report/board';
import css from '@/features/build/panel/panel.module.css';
import { LabelRow, Row } from '@/features/build/panel/parts';
import { usePreferences } from '@/ui/preferences';

interface NewBoardDialogProps {
  taken: ReadonlySet<string>;
  /** The dashboard to begin from; undefined for an empty one. */
  source: BoardDocument | undefined;
  onClose: () => void;
  onCreate: (document: BoardDocument) => Promise<void>;
}

/** Names a new dashboard; it begins empty, or as another one is. */
export function NewBoardDialog({ taken, source, onClose, onCreate }: NewBoardDialogProps) {
  const { t } = useTranslation();
  const { language } = usePreferences();
  const [name, setName] = useState<Label>(
    source ? { [language]: t('boardBuild.copy_of', { name: labelText(source.label, language, source.key) }) } : {},
  );
  const [typed, setTyped] = useState<string>();
  const [busy, setBusy] = useState(false);
  const key = typed ?? freeKey(keyFrom(name.en ?? '') || (source?.key.slice(0, 22) ?? 'board'), taken);
  const problem = !/^[a-z][a-z0-9_]{0,28}$/.test(key)
    ? t('designer.key_shape')
    : taken.has(key)
      ? t('boardBuild.key_taken')
      : undefined;
  const hasName = Object.values(name).some((text) => text.trim() !== '');
  const create = async () => {
    setBusy(true);
    await onCreate({ ...(source ?? { kind: 'dashboard', widgets: [] }), kind: 'dashboard', key, label: name });
    setBusy(false);
  };
  return (
    <Modal
      open
      title={source ? t('boardBuild.duplicate_title') : t('boardBuild.new')}
      okText={t('designer.forms.create')}
      confirmLoading={busy}
      okButtonProps={{ disabled: !hasName || problem !== undefined }}
      onCancel={onClose}
      onOk={() => void create()}
    >
      <div className={css.group}>
        <LabelRow label={t('boardBuild.name')} autoFocus value={name} onChange={(next) => setName(next ?? {})} />
        <Row label={t('designer.key')} help={t('boardBuild.key_help')} problem={problem}>
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
