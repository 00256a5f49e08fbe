import { CloseOutlined, PlusOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button, Input, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { loadArtifacts } from '@/api/artifacts';
import type { PrintDocument } from '@/engine/print/document';
import { Row } from '@/features/build/panel/parts';
import { useLabel } from '@/ui/session';
import { useRule } from '../rule-context';
import css from '../rules.module.css';
import type { SettingsProps } from './settings';
import { TemplateField } from './template-field';

/** Records on paper that go along with a mail: of the record itself, and of those it refers to. */
export function Attachments({ step, onChange }: SettingsProps) {
  const { t } = useTranslation();
  const label = useLabel();
  const { form } = useRule();
  const query = useQuery({
    queryKey: ['artifacts', 'print'],
    queryFn: () => loadArtifacts('print'),
    staleTime: 30_000,
  });
  const places = [
    { path: 'id', form: form?.key ?? '', label: label(form?.label, '') },
    ...(form?.fields ?? []).flatMap((field) =>
      field.type === 'reference' ? [{ path: field.key, form: field.form, label: label(field.label, field.key) }] : [],
    ),
  ];
  const options = (query.data?.items ?? []).flatMap((item) => {
    const template = item.document as unknown as PrintDocument;
    if (!template || template.list) return [];
    return places
      .filter((place) => place.form === template.form)
      .map((place) => ({
        value: `${place.path}/${item.key}`,
        label: `${label(template.label, item.key)} · ${place.label}`,
      }));
  });
  const chosen = (step.attach ?? []).map((each) => `${each.record ?? 'id'}/${each.print}`);
  return (
    <Row label={t('rules.attach')} help={t('rules.attach_help')}>
      {(id) => (
        <Select
          id={id}
          mode="multiple"
          maxCount={5}
          loading={query.isPending}
          placeholder={t('rules.attach_none')}
          value={chosen}
          options={options}
          onChange={(next: string[]) =>
            onChange({
              attach:
                next.length === 0
                  ? undefined
                  : next.map((each) => {
                      const at = each.lastIndexOf('/');
                      return { print: each.slice(at + 1), record: each.slice(0, at) };
                    }),
            } as Partial<typeof step>)
          }
        />
      )}
    </Row>
  );
}

/** The number of a template at the provider, and what its names stand for. */
export function ProviderTemplate({ step, onChange }: SettingsProps) {
  const { t } = useTranslation();
  const [name, setName] = useState('');
  const values = step.values ?? {};
  const put = (next: Record<string, string>) =>
    onChange({ values: Object.keys(next).length === 0 ? undefined : next } as Partial<typeof step>, 'values');
  const add = () => {
    const fresh = name.trim();
    if (fresh === '' || fresh in values) return;
    put({ ...values, [fresh]: '' });
    setName('');
  };
  return (
    <>
      <Row label={t('rules.sms_template')} help={t('rules.sms_template_help')}>
        {(id) => (
          <Input
            id={id}
            value={step.template ?? ''}
            maxLength={60}
            autoComplete="off"
            spellCheck={false}
            placeholder="SMS_123456"
            onChange={({ target }) =>
              onChange(
                (target.value === ''
                  ? { template: undefined, values: undefined }
                  : { template: target.value }) as Partial<typeof step>,
                'template',
              )
            }
          />
        )}
      </Row>
      {step.template ? (
        <>
          {Object.entries(values).map(([key, text]) => (
            <div key={key} className={css.innerHead}>
              <div style={{ flex: 1, minWidth: 0 }}>
                <TemplateField label={key} value={text} onChange={(next) => put({ ...values, [key]: next })} />
              </div>
              <Button
                type="text"
                size="small"
                icon={<CloseOutlined aria-hidden />}
                aria-label={t('flows.set.remove', { name: key })}
                onClick={() => put(Object.fromEntries(Object.entries(values).filter(([each]) => each !== key)))}
              />
            </div>
          ))}
          <Row label={t('rules.sms_value')}>
            {(id) => (
              <Input
                id={id}
                value={name}
                autoComplete="off"
                spellCheck={false}
                placeholder="code"
                onChange={({ target }) => setName(target.value)}
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
        </>
      ) : null}
    </>
  );
}
