import { Input, Modal, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Label } from '@/engine/blueprint';
import { keyFrom } from '@/engine/designer/document';
import type { FlowDocument } from '@/engine/flow/document';
import { freeKey } from '@/engine/layout';
import css from '@/features/build/panel/panel.module.css';
import { LabelRow, Row } from '@/features/build/panel/parts';
import { usePreferences } from '@/ui/preferences';
import { useLabel, useWorkplace } from '@/ui/session';

interface NewFlowDialogProps {
  taken: ReadonlySet<string>;
  onClose: () => void;
  onCreate: (document: FlowDocument) => Promise<void>;
}

/** Chooses a form and names the flow; it begins as a start that leads to an end. */
export function NewFlowDialog({ taken, onClose, onCreate }: NewFlowDialogProps) {
  const { t } = useTranslation();
  const { language } = usePreferences();
  const { blueprint } = useWorkplace();
  const label = useLabel();
  const [form, setForm] = useState<string>();
  const [name, setName] = useState<Label>({});
  const [named, setNamed] = useState(false);
  const [typed, setTyped] = useState<string>();
  const [busy, setBusy] = useState(false);
  const key = typed ?? freeKey(keyFrom(name.en ?? '') || (form ? `${form.slice(0, 20)}_flow` : 'flow'), taken);
  const problem = !/^[a-z][a-z0-9_]{0,28}$/.test(key)
    ? t('designer.key_shape')
    : taken.has(key)
      ? t('flows.key_taken')
      : undefined;
  const hasName = Object.values(name).some((text) => text.trim() !== '');
  const pick = (next: string) => {
    setForm(next);
    const picked = blueprint.forms.find((each) => each.key === next);
    if (!named) setName({ [language]: t('flows.name_for', { form: label(picked?.label, next) }) });
  };
  const create = async () => {
    if (form === undefined) return;
    setBusy(true);
    await onCreate({
      kind: 'flow',
      key,
      label: name,
      form,
      start: { on: 'create' },
      nodes: [
        { key: 'start', type: 'start', next: 'end' },
        { key: 'end', type: 'end' },
      ],
    });
    setBusy(false);
  };
  return (
    <Modal
      open
      title={t('flows.new')}
      okText={t('designer.forms.create')}
      confirmLoading={busy}
      okButtonProps={{ disabled: form === undefined || !hasName || problem !== undefined }}
      onCancel={onClose}
      onOk={() => void create()}
    >
      <div className={css.group}>
        <Row label={t('flows.form')} help={t('flows.form_help')}>
          {(id) => (
            <Select
              id={id}
              autoFocus
              showSearch={{ optionFilterProp: 'label' }}
              value={form}
              options={blueprint.forms.map((each) => ({ value: each.key, label: label(each.label, each.key) }))}
              onChange={pick}
            />
          )}
        </Row>
        <LabelRow
          label={t('flows.name')}
          value={name}
          onChange={(next) => {
            setNamed(true);
            setName(next ?? {});
          }}
        />
        <Row label={t('designer.key')} help={t('flows.key_help')} problem={problem}>
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
