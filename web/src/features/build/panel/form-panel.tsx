import { InputNumber, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { changeForm, type Patch } from '@/engine/designer/operations';
import { SYSTEM_FIELDS } from '@/engine/system-fields';
import { ICON_NAMES, iconOf } from '@/ui/icons';
import { useLabel } from '@/ui/session';
import { useActions, useDesigner } from '../designer-context';
import { GroupSelect } from './group-select';
import css from './panel.module.css';
import { Group, LabelRow, Row } from './parts';
import { ValidationsEditor } from './validations-editor';

/** The form as a whole: its name, where the menu shows it, what names a record, its list and its validations. */
export function FormPanel() {
  const { t } = useTranslation();
  const { document, form, forms } = useDesigner();
  const actions = useActions();
  const label = useLabel();
  const change = (patch: Patch, merge?: string) =>
    actions.update((doc) => changeForm(doc, patch), merge ? { merge: `form:${merge}` } : {});
  const listed = [...document.fields.filter((field) => field.type !== 'lines'), ...SYSTEM_FIELDS].map((field) => ({
    value: field.key,
    label: label(field.label, field.key),
  }));
  const titles = document.fields.filter((field) => !['lines', 'attachment', 'multi_select'].includes(field.type));
  const sort = document.list?.sort ?? '';
  const list = (patch: Patch) => change({ list: { ...document.list, ...patch } });
  return (
    <div className={css.panel}>
      <header className={css.panelHead}>
        <h2>{t('designer.form_settings')}</h2>
      </header>
      <Group title={t('designer.basics')}>
        <LabelRow
          label={t('designer.form_name')}
          required
          value={document.label}
          onChange={(next) => change({ label: next }, 'label')}
        />
        <Row label={t('designer.title_field')} help={t('designer.title_field_help')}>
          {(id) => (
            <Select
              id={id}
              value={document.title}
              options={titles.map((field) => ({ value: field.key, label: label(field.label, field.key) }))}
              onChange={(title) => change({ title })}
            />
          )}
        </Row>
      </Group>
      <Group title={t('designer.menu')}>
        <Row label={t('designer.icon')}>
          {(id) => (
            <Select
              id={id}
              allowClear
              value={document.icon}
              options={ICON_NAMES.map((value) => ({ value, label: value }))}
              labelRender={({ value }) => iconOf(String(value))}
              optionRender={({ value }) => iconOf(String(value))}
              onChange={(icon?: string) => change({ icon })}
            />
          )}
        </Row>
        <Row label={t('designer.menu_group')} help={t('designer.menu_group_help')}>
          {(id) => <GroupSelect id={id} value={document.group} onChange={(group) => change({ group })} />}
        </Row>
        <Row label={t('designer.position')} help={t('designer.position_help')}>
          {(id) => (
            <InputNumber
              id={id}
              precision={0}
              style={{ width: '100%' }}
              value={document.position ?? null}
              onChange={(position) => change({ position: position ?? undefined }, 'position')}
            />
          )}
        </Row>
      </Group>
      <Group title={t('designer.list')}>
        <Row label={t('designer.list_columns')} help={t('designer.list_columns_help')}>
          {(id) => (
            <Select
              id={id}
              mode="multiple"
              value={document.list?.columns ?? []}
              options={listed}
              onChange={(columns: string[]) => list({ columns })}
            />
          )}
        </Row>
        <Row label={t('designer.list_sort')}>
          {(id) => (
            <div className={css.pair}>
              <Select
                id={id}
                allowClear
                value={sort.split(',')[0]?.replace(/^-/, '') || undefined}
                options={listed}
                onChange={(key?: string) => list({ sort: key && (sort.startsWith('-') ? `-${key}` : key) })}
              />
              <Select
                aria-label={t('designer.list_direction')}
                disabled={sort === ''}
                value={sort.startsWith('-') ? 'down' : 'up'}
                options={[
                  { value: 'up', label: t('designer.list_up') },
                  { value: 'down', label: t('designer.list_down') },
                ]}
                onChange={(direction) => list({ sort: (direction === 'down' ? '-' : '') + sort.replace(/^-/, '') })}
              />
            </div>
          )}
        </Row>
      </Group>
      <Group title={t('designer.validations')}>
        <ValidationsEditor
          validations={document.validations ?? []}
          place={{ forms, form }}
          onChange={(validations, merge) => change({ validations }, merge)}
        />
      </Group>
    </div>
  );
}
