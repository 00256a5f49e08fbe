import { CloseOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import own from '@/features/build/panel/entries.module.css';
import { Group, Row } from '@/features/build/panel/parts';
import { ConnectionChoice, FieldPath, StepFormula } from './inputs';
import { Attachments, ProviderTemplate } from './message-extras';
import type { SettingsProps } from './settings';
import { TemplateField } from './template-field';

export function Mailed({ step, onChange }: SettingsProps) {
  const { t } = useTranslation();
  return (
    <Group title={t('rules.what')}>
      <FieldPath
        label={t('rules.to_email')}
        types={['email']}
        expected="text"
        value={step.to}
        onChange={(to) => onChange({ to: to ?? '' }, 'to')}
      />
      <TemplateField
        label={t('rules.subject')}
        value={step.subject}
        onChange={(subject) => onChange({ subject }, 'subject')}
      />
      <TemplateField
        long
        label={t('rules.body_text')}
        value={step.body}
        onChange={(body) => onChange({ body }, 'body')}
      />
      <Attachments step={step} onChange={onChange} />
    </Group>
  );
}

export function Texted({ step, onChange }: SettingsProps) {
  const { t } = useTranslation();
  return (
    <Group title={t('rules.what')}>
      <FieldPath
        label={t('rules.to_phone')}
        types={['phone']}
        expected="text"
        value={step.to}
        onChange={(to) => onChange({ to: to ?? '' }, 'to')}
      />
      <TemplateField
        long
        label={t('rules.body_text')}
        value={step.body}
        onChange={(body) => onChange({ body }, 'body')}
      />
      <ProviderTemplate step={step} onChange={onChange} />
    </Group>
  );
}

export function Robot({ step, onChange }: SettingsProps) {
  const { t } = useTranslation();
  return (
    <Group title={t('rules.what')}>
      <ConnectionChoice
        label={t('rules.to_robot')}
        kinds={['wecom_robot', 'dingtalk_robot', 'feishu_robot']}
        value={step.to}
        onChange={(to) => onChange({ to: to ?? '' })}
      />
      <TemplateField
        label={t('rules.title_text')}
        value={step.title}
        onChange={(title) => onChange({ title }, 'title')}
      />
      <TemplateField
        long
        label={t('rules.body_text')}
        value={step.body}
        onChange={(body) => onChange({ body }, 'body')}
      />
    </Group>
  );
}

/** The names the other system knows, each with what is sent under it. */
export function Webhook({ step, onChange }: SettingsProps) {
  const { t } = useTranslation();
  const entries = Object.entries(step.values ?? {});
  const [name, setName] = useState('');
  const put = (next: [string, string][]) => onChange({ values: Object.fromEntries(next) }, 'values');
  const fresh = name.trim();
  const add = () => {
    if (fresh === '' || fresh in (step.values ?? {})) return;
    put([...entries, [fresh, '']]);
    setName('');
  };
  return (
    <Group title={t('rules.what')}>
      <ConnectionChoice
        label={t('rules.to_system')}
        kinds={['webhook']}
        value={step.to}
        onChange={(to) => onChange({ to: to ?? '' })}
      />
      {entries.map(([key, formula], index) => (
        <div key={key} className={own.entry}>
          <span className={own.entryHead}>
            <code>{key}</code>
            <Button
              type="text"
              size="small"
              icon={<CloseOutlined aria-hidden />}
              aria-label={t('flows.set.remove', { name: key })}
              onClick={() => put(entries.toSpliced(index, 1))}
            />
          </span>
          <StepFormula
            label={key}
            value={formula}
            expected={undefined}
            onChange={(next) => put(entries.with(index, [key, next ?? '']))}
          />
        </div>
      ))}
      <Row label={t('rules.property_name')} help={t('rules.webhook_help')}>
        {(id) => (
          <Input
            id={id}
            value={name}
            autoComplete="off"
            spellCheck={false}
            onChange={(event) => setName(event.target.value)}
            onPressEnter={add}
            suffix={
              <Button
                type="text"
                size="small"
                icon={<PlusOutlined aria-hidden />}
                aria-label={t('rules.property_add')}
                onClick={add}
              />
            }
          />
        )}
      </Row>
    </Group>
  );
}
