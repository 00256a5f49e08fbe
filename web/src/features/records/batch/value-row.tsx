import { CloseOutlined } from '@ant-design/icons';
import { Button, Input, Segmented, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { type Field, type Form, findField } from '@/engine/blueprint';
import { FieldInput } from '@/ui/inputs/field-input';
import { useLabel } from '@/ui/session';
import css from './batch.module.css';
import { type NewValue, takesFormula } from './new-values';

interface ValueRowProps {
  form: Form;
  fields: readonly Field[];
  value: NewValue;
  /** What the server says of it. */
  problem: string | undefined;
  onChange: (value: NewValue) => void;
  onRemove: (() => void) | undefined;
}

/** One field and what it becomes: a value, the result of a formula, or nothing. */
export function ValueRow({ form, fields, value, problem, onChange, onRemove }: ValueRowProps) {
  const { t } = useTranslation();
  const label = useLabel();
  const field = value.field === undefined ? undefined : findField(form.fields, value.field);
  return (
    <div className={css.field}>
      <Select
        aria-label={t('batch.field')}
        placeholder={t('batch.choose_field')}
        value={value.field}
        showSearch={{ optionFilterProp: 'label' }}
        options={fields.map((each) => ({ value: each.key, label: label(each.label, each.key) }))}
        onChange={(key: string) => onChange({ ...value, field: key, mode: 'value', value: null, raw: undefined })}
      />
      <Segmented
        aria-label={t('batch.mode')}
        value={value.mode}
        options={[
          { value: 'value', label: t('batch.by_value') },
          ...(field && !takesFormula(field) ? [] : [{ value: 'formula', label: t('batch.by_formula') }]),
          { value: 'clear', label: t('batch.clear') },
        ]}
        onChange={(mode) => onChange({ ...value, mode: mode as NewValue['mode'] })}
      />
      <div className={css.value}>
        {field && value.mode === 'value' ? (
          <FieldInput
            field={field}
            value={value.value}
            raw={value.raw}
            invalid={problem !== undefined}
            onText={(raw) => onChange({ ...value, raw })}
            onValue={(next) => onChange({ ...value, value: next, raw: undefined })}
          />
        ) : null}
        {value.mode === 'formula' ? (
          <FormulaText form={form} value={value.formula} onChange={(formula) => onChange({ ...value, formula })} />
        ) : null}
        {problem === undefined ? null : (
          <div className={css.problem} role="alert">
            {problem}
          </div>
        )}
      </div>
      {onRemove ? (
        <Button
          type="text"
          icon={<CloseOutlined aria-hidden />}
          aria-label={t('batch.remove_field')}
          onClick={onRemove}
        />
      ) : (
        <span />
      )}
    </div>
  );
}

function FormulaText({ form, value, onChange }: { form: Form; value: string; onChange: (text: string) => void }) {
  const { t } = useTranslation();
  const label = useLabel();
  return (
    <div className={css.formula}>
      <Input.TextArea
        aria-label={t('batch.formula')}
        autoSize={{ minRows: 1, maxRows: 4 }}
        value={value}
        placeholder={t('batch.formula_hint')}
        onChange={(event) => onChange(event.target.value)}
      />
      <Select
        size="small"
        aria-label={t('batch.insert_field')}
        placeholder={t('batch.insert_field')}
        value={null}
        showSearch={{ optionFilterProp: 'label' }}
        options={form.fields
          .filter((field) => field.type !== 'lines')
          .map((field) => ({ value: field.key, label: `${label(field.label, field.key)} (${field.key})` }))}
        onChange={(key: string | null) => {
          if (key) onChange(`${value}${value === '' || value.endsWith(' ') ? '' : ' '}${key}`);
        }}
      />
    </div>
  );
}
