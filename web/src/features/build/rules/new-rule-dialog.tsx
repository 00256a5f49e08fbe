import { Input, Modal, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Label } from '@/engine/blueprint';
import { keyFrom } from '@/engine/designer/document';
import { freeKey } from '@/engine/layout';
import type { RuleDocument } from '@/engine/rule/document';
import css from '@/features/build/panel/panel.module.css';
import { LabelRow, Row } from '@/features/build/panel/parts';
import { usePreferences } from '@/ui/preferences';
import { useLabel, useWorkplace } from '@/ui/session';

interface NewRuleDialogProps {
  taken: ReadonlySet<string>;
  onClose: () => void;
  onCreate: (document: RuleDocument) => Promise<void>;
}

/** Chooses a form and names the rule; it begins with new records and no step. */
export function NewRuleDialog({ taken, onClose, onCreate }: NewRuleDialogProps) {
  const { t } = useTranslation();
  const { language } = usePreferences();
  const { blueprint } = useWorkplace();
  const label = useLabel();
  const [form, setForm] = useState<string>();
  const [name, setName] = useState<Label>({});
  const [named, setNamed] = useState(false);
  const [typed, setTyped] = useState<string>();
  const [busy, setBusy] = useState(false);
  const key = typed ?? freeKey(keyFrom(name.en ?? '') || (form ? `${form.slice(0, 20)}_rule` : 'rule'), taken);
  const problem = !/^[a-z][a-z0-9_]{0,28}$/.test(key)
    ? t('designer.key_shape')
    : taken.has(key)
      ? t('rules.key_taken')
      : undefined;
  const hasName = Object.values(name).some((text) => text.trim() !== '');
  const pick = (next: string) => {
    setForm(next);
    const picked = blueprint.forms.find((each) => each.key === next);
    if (!named) setName({ [language]: t('rules.name_for', { form: label(picked?.label, next) }) });
  };
  const create = async () => {
    if (form === undefined) return;
    setBusy(true);
    await onCreate({
      kind: 'rule',
      key,
      label: name,
      form,
      trigger: { on: ['create'] },
      steps: [],
    });
    setBusy(false);
  };
  return (
    <Modal
      open
      title={t('rules.new')}
      okText={t('designer.forms.create')}
      confirmLoading={busy}
      okButtonProps={{ disabled: form === undefined || !hasName || problem !== undefined }}
      onCancel={onClose}
      onOk={() => void create()}
    >
      <div className={css.group}>
        <Row label={t('rules.form')} help={t('rules.form_help')}>
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
          label={t('rules.name')}
          value={name}
          onChange={(next) => {
            setNamed(true);
            setName(next ?? {});
          }}
        />
        <Row label={t('designer.key')} help={t('rules.key_help')} problem={problem}>
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
