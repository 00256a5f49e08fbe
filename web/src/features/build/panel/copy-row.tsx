import { Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Field, ReferenceField } from '@/engine/blueprint';
import { sameType } from '@/engine/formula/value/types';
import { type FormulaPlace, valueTypeOf } from '@/engine/formulas';
import { useLabel } from '@/ui/session';
import css from './panel.module.css';
import { Row } from './parts';

interface CopyRowProps {
  field: Field;
  place: FormulaPlace;
  onChange: (copy: string | undefined) => void;
}

/** Fills a field from a record when that is picked: the price of a product, the address of a customer. */
export function CopyRow({ field, place, onChange }: CopyRowProps) {
  const { t } = useTranslation();
  const label = useLabel();
  const [from, name] = field.copy?.split('.') ?? [];
  const [picked, setPicked] = useState(from);
  const beside = place.lines?.fields ?? place.form.fields;
  const references = beside.filter(
    (each): each is ReferenceField => each.type === 'reference' && each.key !== field.key,
  );
  if (references.length === 0) return null;
  const reference = references.find((each) => each.key === (from ?? picked));
  const target = place.forms.find((form) => form.key === reference?.form);
  const wanted = valueTypeOf(field, place);
  const sources = target
    ? target.fields.filter(
        (each) => each.type !== 'lines' && sameType(valueTypeOf(each, { forms: place.forms, form: target }), wanted),
      )
    : [];
  return (
    <Row label={t('designer.copy')} help={t('designer.copy_help')}>
      {(id) => (
        <div className={css.pair}>
          <Select
            id={id}
            allowClear
            placeholder={t('designer.copy_from')}
            value={reference?.key}
            options={references.map((each) => ({ value: each.key, label: label(each.label, each.key) }))}
            onChange={(key?: string) => {
              setPicked(key);
              onChange(undefined);
            }}
          />
          <Select
            aria-label={t('designer.copy_field')}
            placeholder={t('designer.copy_field')}
            disabled={!reference}
            value={from === reference?.key ? name : undefined}
            notFoundContent={t('designer.copy_nothing')}
            options={sources.map((each) => ({ value: each.key, label: label(each.label, each.key) }))}
            onChange={(key: string) => onChange(`${reference?.key}.${key}`)}
          />
        </div>
      )}
    </Row>
  );
}
