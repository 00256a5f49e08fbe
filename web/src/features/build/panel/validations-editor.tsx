import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Validation } from '@/engine/blueprint';
import type { FormulaPlace } from '@/engine/formulas';
import { freeKey } from '@/engine/layout';
import { FormulaField } from '@/ui/formula/formula-field';
import { usePreferences } from '@/ui/preferences';
import { useLabel } from '@/ui/session';

import css from './panel.module.css';
import { LabelRow, Row } from './parts';

interface ValidationsEditorProps {
  validations: readonly Validation[];
  place: FormulaPlace;
  onChange: (validations: Validation[] | undefined, merge?: string) => void;
}

/** What a record, or a row of line items, must meet, and what is said when it does not. */
export function ValidationsEditor({ validations, place, onChange }: ValidationsEditorProps) {
  const { t } = useTranslation();
  const { language } = usePreferences();
  const label = useLabel();
  const fields = place.lines?.fields ?? place.form.fields;
  const write = (next: Validation[], merge?: string) => onChange(next.length > 0 ? next : undefined, merge);
  const change = (key: string, patch: Partial<Validation>, merge?: string) =>
    write(
      validations.map((each) => (each.key === key ? { ...each, ...patch } : each)),
      merge && `${merge}:${key}`,
    );
  return (
    <>
      {validations.map((validation) => (
        <div key={validation.key} className={css.validation}>
          <div className={css.row}>
            <span className={css.line}>
              <span className={css.rowLabel}>{t('designer.validation_formula')}</span>
              <Button
                type="text"
                size="small"
                icon={<DeleteOutlined aria-hidden />}
                aria-label={t('designer.remove_validation')}
                onClick={() => write(validations.filter((each) => each !== validation))}
              />
            </span>
            <FormulaField
              label={t('designer.validation_formula')}
              value={validation.formula === 'TRUE' ? undefined : validation.formula}
              place={place}
              expected="boolean"
              onChange={(text) => change(validation.key, { formula: text ?? 'TRUE' }, 'formula')}
            />
          </div>
          <LabelRow
            label={t('designer.validation_message')}
            required
            value={validation.message}
            onChange={(message) => change(validation.key, { message: message ?? {} }, 'message')}
          />
          <Row label={t('designer.validation_fields')}>
            {(id) => (
              <Select
                id={id}
                mode="multiple"
                value={validation.fields ?? []}
                options={fields.map((field) => ({ value: field.key, label: label(field.label, field.key) }))}
                onChange={(keys: string[]) => change(validation.key, { fields: keys })}
              />
            )}
          </Row>
        </div>
      ))}
      <Button
        size="small"
        icon={<PlusOutlined aria-hidden />}
        onClick={() =>
          write([
            ...validations,
            {
              key: freeKey('rule', new Set(validations.map((each) => each.key))),
              formula: 'TRUE',
              fields: [],
              message: { [language]: t('designer.validation_new') },
            },
          ])
        }
      >
        {t('designer.add_validation')}
      </Button>
    </>
  );
}
