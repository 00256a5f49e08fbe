import { CloseOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Dropdown, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { type Field, isLive, type Label, type LinesField } from '@/engine/blueprint';
import { type ActionName, compact, INNER_ACTIONS, type RuleStep } from '@/engine/rule/document';
import { newStep } from '@/engine/rule/operations';
import { BuildPlaceContext } from '@/features/build/build-place';
import { ConditionBuilder } from '@/features/build/conditions/condition-builder';
import { Group, Row } from '@/features/build/panel/parts';
import { SetEditor } from '@/features/build/panel/set-editor';
import { WhoEditor } from '@/features/build/panel/who-editor';
import { useLabel } from '@/ui/session';
import { RuleViewContext, useRule } from '../rule-context';
import css from '../rules.module.css';
import { Called } from './call-settings';
import { RecordChoice, useTargetForm } from './inputs';
import { Mailed, Robot, Texted, Webhook } from './message-settings';
import type { SettingsProps } from './settings';
import { TemplateField } from './template-field';
import { Waiting } from './time-settings';

/** What an action needs to know, one small form for each. */
const SETTINGS: Record<ActionName, (props: SettingsProps) => React.ReactNode> = {
  create_task: Told,
  notify: Told,
  create_record: Created,
  update_record: Updated,
  delete_record: AboutRecord,
  start_flow: AboutRecord,
  call_rule: Called,
  send_email: Mailed,
  send_sms: Texted,
  send_robot: Robot,
  send_webhook: Webhook,
  wait: Waiting,
  continue_if: Continue,
  for_each: Each,
  refuse: Refused,
};

export function StepSettings(props: SettingsProps) {
  const Settings = SETTINGS[props.step.action];
  return <Settings {...props} />;
}

function Told({ step, onChange }: SettingsProps) {
  const { t } = useTranslation();
  return (
    <>
      <Group title={t('rules.what')}>
        <TemplateField
          label={t('rules.title_text')}
          value={step.title}
          onChange={(title) => onChange({ title }, 'title')}
        />
        {step.action === 'notify' ? (
          <TemplateField
            long
            label={t('rules.body_text')}
            value={step.body}
            onChange={(body) => onChange({ body: body === '' ? undefined : body } as Partial<RuleStep>, 'body')}
          />
        ) : null}
        <RecordChoice
          label={t('rules.leads_to')}
          value={step.record ?? 'id'}
          onChange={(record) => onChange({ record: record === 'id' ? undefined : record } as Partial<RuleStep>)}
        />
      </Group>
      <Group title={t('rules.whom')}>
        <WhoEditor value={step.who} onChange={(who) => onChange({ who })} />
      </Group>
    </>
  );
}

/** A name in whatever language the page is. */
function said(text: string): Label {
  return { zh: text, en: text };
}

function writable(fields: readonly Field[]): Field[] {
  return fields.filter((field) => field.type !== 'lines' && field.formula === undefined && !isLive(field));
}

function Created({ step, onChange }: SettingsProps) {
  const { t } = useTranslation();
  const label = useLabel();
  const { forms } = useRule();
  const target = forms.find((form) => form.key === step.form);
  return (
    <Group title={t('rules.what')}>
      <Row label={t('rules.into_form')}>
        {(id) => (
          <Select
            id={id}
            showSearch={{ optionFilterProp: 'label' }}
            placeholder={t('rules.choose')}
            value={step.form === '' ? null : step.form}
            options={forms.map((form) => ({ value: form.key, label: label(form.label, form.key) }))}
            onChange={(form) => onChange({ form, values: {}, lines: undefined } as Partial<RuleStep>)}
          />
        )}
      </Row>
      {target ? (
        <>
          <SetEditor
            help={t('rules.values_help')}
            fields={writable(target.fields)}
            value={step.values}
            onChange={(values) => onChange({ values: values ?? {} }, 'values')}
          />
          {target.fields
            .filter((field) => field.type === 'lines')
            .map((lines) => (
              <LineRows key={lines.key} lines={lines} step={step} onChange={onChange} />
            ))}
        </>
      ) : null}
    </Group>
  );
}

/** The rows a new record gets: one for each row of the record that sets the rule off. */
function LineRows({ lines, step, onChange }: SettingsProps & { lines: LinesField }) {
  const { t } = useTranslation();
  const label = useLabel();
  const view = useRule();
  const settings = step.lines?.[lines.key];
  const sources = (view.form?.fields ?? []).filter((field) => field.type === 'lines');
  const source = sources.find((field) => field.key === settings?.each);
  const put = (next: typeof settings) => {
    const rest = compact({ ...step.lines, [lines.key]: next }) as NonNullable<RuleStep['lines']>;
    onChange({ lines: Object.keys(rest).length > 0 ? rest : undefined } as Partial<RuleStep>);
  };
  const names = [
    ...view.names,
    ...(view.form && source?.type === 'lines'
      ? [{ name: 'item', label: said(t('rules.names.item')), form: view.form, lines: source }]
      : []),
  ];
  return (
    <Group title={t('rules.lines_of', { lines: label(lines.label, lines.key) })}>
      <Row label={t('rules.row_for_each')}>
        {(id) => (
          <Select
            id={id}
            allowClear
            placeholder={t('rules.no_rows')}
            value={settings?.each}
            options={sources.map((field) => ({ value: field.key, label: label(field.label, field.key) }))}
            onChange={(each?: string) => put(each === undefined ? undefined : { each, values: settings?.values ?? {} })}
          />
        )}
      </Row>
      {settings ? (
        <BuildPlaceContext value={{ form: view.form, forms: view.forms, names }}>
          <SetEditor
            help={t('rules.row_help')}
            fields={writable(lines.fields)}
            value={settings.values}
            onChange={(values) => put({ each: settings.each, values: values ?? {} })}
          />
        </BuildPlaceContext>
      ) : null}
    </Group>
  );
}

function Updated({ step, onChange }: SettingsProps) {
  const { t } = useTranslation();
  const view = useRule();
  const target = useTargetForm(step.record);
  const names = [
    ...view.names,
    ...(target ? [{ name: 'current', label: said(t('rules.names.current')), form: target }] : []),
  ];
  return (
    <Group title={t('rules.what')}>
      <RecordChoice
        label={t('rules.which_record')}
        value={step.record}
        onChange={(record) => onChange({ record: record ?? 'id', values: {} })}
      />
      <BuildPlaceContext value={{ form: view.form, forms: view.forms, names }}>
        <SetEditor
          help={t('rules.values_help')}
          fields={writable(target?.fields ?? [])}
          value={step.values}
          onChange={(values) => onChange({ values: values ?? {} }, 'values')}
        />
      </BuildPlaceContext>
    </Group>
  );
}

/** What only needs to know which record it is about. */
function AboutRecord({ step, onChange }: SettingsProps) {
  const { t } = useTranslation();
  return (
    <Group title={t('rules.what')}>
      <RecordChoice
        label={t('rules.which_record')}
        help={t(step.action === 'start_flow' ? 'rules.submit_help' : 'rules.delete_help')}
        value={step.record}
        onChange={(record) => onChange({ record: record ?? 'id' })}
      />
    </Group>
  );
}

function Continue({ step, onChange }: SettingsProps) {
  const { t } = useTranslation();
  return (
    <Group title={t('rules.only_when')}>
      <ConditionBuilder
        label={t('rules.only_when')}
        value={step.if ?? ''}
        onChange={(next) => onChange({ if: next }, 'if')}
      />
      <p className={css.reads}>{t('rules.continue_help')}</p>
    </Group>
  );
}

function Refused({ step, onChange }: SettingsProps) {
  const { t } = useTranslation();
  const label = useLabel();
  const { form } = useRule();
  return (
    <Group title={t('rules.what')}>
      <TemplateField
        long
        label={t('rules.refuse_text')}
        help={t('rules.refuse_help')}
        value={step.message}
        onChange={(message) => onChange({ message }, 'message')}
      />
      <Row label={t('rules.refuse_field')}>
        {(id) => (
          <Select
            id={id}
            allowClear
            placeholder={t('rules.refuse_whole')}
            value={step.field}
            options={(form?.fields ?? []).map((field) => ({ value: field.key, label: label(field.label, field.key) }))}
            onChange={(field?: string) => onChange({ field } as Partial<RuleStep>)}
          />
        )}
      </Row>
    </Group>
  );
}

/** What is done for each row; the actions inside see the row as well as the record. */
function Each({ step, onChange }: SettingsProps) {
  const { t } = useTranslation();
  const label = useLabel();
  const view = useRule();
  const sources = (view.form?.fields ?? []).filter((field) => field.type === 'lines');
  const source = sources.find((field) => field.key === step.each);
  const inner = step.do ?? [];
  const names = [
    ...view.names,
    ...(view.form && source?.type === 'lines'
      ? [{ name: 'item', label: said(t('rules.names.item')), form: view.form, lines: source }]
      : []),
  ];
  return (
    <Group title={t('rules.what')}>
      <Row label={t('rules.each_of')}>
        {(id) => (
          <Select
            id={id}
            placeholder={t('rules.choose')}
            value={step.each === '' ? null : step.each}
            options={sources.map((field) => ({ value: field.key, label: label(field.label, field.key) }))}
            onChange={(each: string) => onChange({ each })}
          />
        )}
      </Row>
      <RuleViewContext value={{ ...view, names }}>
        <BuildPlaceContext value={{ form: view.form, forms: view.forms, names }}>
          {inner.map((each, index) => (
            <section key={each.key} className={css.inner} aria-label={t(`rules.action.${each.action}`)}>
              <span className={css.innerHead}>
                <strong>{t(`rules.action.${each.action}`)}</strong>
                <Button
                  type="text"
                  size="small"
                  icon={<CloseOutlined aria-hidden />}
                  aria-label={t('rules.remove')}
                  onClick={() => onChange({ do: inner.toSpliced(index, 1) })}
                />
              </span>
              <StepSettings
                step={each}
                onChange={(patch, merge) =>
                  onChange({ do: inner.with(index, compact({ ...each, ...patch })) }, merge && `${merge}:${each.key}`)
                }
              />
            </section>
          ))}
        </BuildPlaceContext>
      </RuleViewContext>
      <Dropdown
        trigger={['click']}
        menu={{
          items: INNER_ACTIONS.map((action) => ({
            key: action,
            label: t(`rules.action.${action}`),
            onClick: () => onChange({ do: [...inner, newStep(inner, action)] }),
          })),
        }}
      >
        <Button size="small" icon={<PlusOutlined aria-hidden />}>
          {t('rules.add_inner')}
        </Button>
      </Dropdown>
    </Group>
  );
}
