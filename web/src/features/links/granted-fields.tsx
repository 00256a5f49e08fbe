import { Checkbox, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { LinkField } from '@/api/links';
import type { Field, Form } from '@/engine/blueprint';
import { isLive } from '@/engine/blueprint';
import { useLabel, useWorkplace } from '@/ui/session';
import css from './links.module.css';
import { PresetInput } from './preset-input';

type Mode = 'none' | 'open' | 'fixed' | 'hidden';

/** Visitors may not be shown who works here. */
const INSIDE = new Set<Field['type']>(['person', 'department']);

interface GrantedFieldsProps {
  form: Form;
  fields: readonly LinkField[];
  onChange: (fields: LinkField[]) => void;
}

/** Field by field: not there, to be filled in, shown with a value, or set without being shown. */
export function GrantedFields({ form, fields, onChange }: GrantedFieldsProps) {
  const { t } = useTranslation();
  const order = new Map(form.fields.map((field, index) => [field.key, index]));
  const put = (key: string, next: LinkField | undefined) => {
    const rest = fields.filter((each) => each.field !== key);
    const all = next ? [...rest, next] : rest;
    onChange(all.sort((left, right) => (order.get(left.field) ?? 0) - (order.get(right.field) ?? 0)));
  };
  return (
    <fieldset className={css.granted}>
      <legend>{t('links.fields')}</legend>
      {form.fields
        .filter((field) => !isLive(field) && field.type !== 'auto_number')
        .map((field) => (
          <FieldGrant
            key={field.key}
            field={field}
            granted={fields.find((each) => each.field === field.key)}
            onChange={(next) => put(field.key, next)}
          />
        ))}
    </fieldset>
  );
}

interface FieldGrantProps {
  field: Field;
  granted: LinkField | undefined;
  onChange: (granted: LinkField | undefined) => void;
}

function modeOf(granted: LinkField | undefined): Mode {
  if (!granted) return 'none';
  if (granted.hidden) return 'hidden';
  return granted.fixed ? 'fixed' : 'open';
}

function FieldGrant({ field, granted, onChange }: FieldGrantProps) {
  const { t } = useTranslation();
  const label = useLabel();
  const name = label(field.label, field.key);
  const mode = modeOf(granted);
  const computed = field.formula !== undefined;
  const files = field.type === 'attachment' || field.type === 'image' || field.type === 'signature';
  const modes: Mode[] = [
    'none',
    ...(INSIDE.has(field.type) ? [] : (['open'] as const)),
    ...(computed || files || field.type === 'lines'
      ? []
      : INSIDE.has(field.type)
        ? (['hidden'] as const)
        : (['fixed', 'hidden'] as const)),
  ];
  const choose = (next: Mode) => {
    if (next === 'none') onChange(undefined);
    else if (next === 'open')
      onChange({
        field: field.key,
        ...(field.type === 'lines'
          ? { columns: field.fields.filter((each) => !isLive(each)).map((each) => ({ field: each.key })) }
          : {}),
      });
    else onChange({ field: field.key, [next]: true, value: granted?.value ?? '' });
  };
  return (
    <div className={css.grant}>
      <span className={css.grantName}>{name}</span>
      <Select<Mode>
        size="small"
        aria-label={name}
        popupMatchSelectWidth={false}
        value={mode}
        options={modes.map((each) => ({
          value: each,
          label: computed && each === 'open' ? t('links.mode.shown') : t(`links.mode.${each}`),
        }))}
        onChange={choose}
      />
      {granted && (mode === 'fixed' || mode === 'hidden') ? (
        <PresetInput
          field={field}
          name={t('links.value_of', { name })}
          value={granted.value}
          onChange={(value) => onChange({ ...granted, value })}
        />
      ) : null}
      {granted && mode === 'open' && field.type === 'reference' ? (
        <ReferenceGrant field={field} granted={granted} onChange={onChange} />
      ) : null}
      {granted && field.type === 'lines' && mode === 'open' ? (
        <div className={css.grantColumns}>
          {field.fields
            .filter((column) => !isLive(column) && !INSIDE.has(column.type))
            .map((column) => {
              const columns = granted.columns ?? [];
              const own = columns.find((each) => each.field === column.key);
              const put = (next: LinkField | undefined) =>
                onChange({
                  ...granted,
                  columns: field.fields.flatMap((each) => {
                    if (each.key === column.key) return next ? [next] : [];
                    return columns.filter((known) => known.field === each.key);
                  }),
                });
              return (
                <div key={column.key}>
                  <Checkbox
                    checked={own !== undefined}
                    onChange={({ target }) => put(target.checked ? { field: column.key } : undefined)}
                  >
                    {label(column.label, column.key)}
                  </Checkbox>
                  {own && column.type === 'reference' ? (
                    <ReferenceGrant field={column} granted={own} onChange={put} />
                  ) : null}
                </div>
              );
            })}
        </div>
      ) : null}
    </div>
  );
}

interface ReferenceGrantProps {
  field: Extract<Field, { type: 'reference' }>;
  granted: LinkField;
  onChange: (granted: LinkField) => void;
}

/** Which records may be chosen, and what is shown of a chosen one besides its name. */
function ReferenceGrant({ field, granted, onChange }: ReferenceGrantProps) {
  const { t } = useTranslation();
  const label = useLabel();
  const { blueprint } = useWorkplace();
  const target = blueprint.forms.find((form) => form.key === field.form);
  const name = label(field.label, field.key);
  return (
    <div className={css.reference}>
      <Input
        size="small"
        aria-label={t('links.filter_of', { name })}
        placeholder={t('links.filter')}
        spellCheck={false}
        value={granted.filter ?? ''}
        onChange={({ target: input }) => {
          const { filter: _, ...rest } = granted;
          onChange(input.value === '' ? rest : { ...rest, filter: input.value });
        }}
      />
      <Select
        size="small"
        mode="multiple"
        aria-label={t('links.show_of', { name })}
        placeholder={t('links.show')}
        value={granted.show ?? []}
        options={(target?.fields ?? [])
          .filter((each) => each.type !== 'lines' && !isLive(each))
          .map((each) => ({ value: each.key, label: label(each.label, each.key) }))}
        onChange={(show: string[]) => {
          const { show: _, ...rest } = granted;
          onChange(show.length === 0 ? rest : { ...rest, show });
        }}
      />
    </div>
  );
}
