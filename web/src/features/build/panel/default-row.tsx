import { Input, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Field, isNumeric } from '@/engine/blueprint';
import { type FormulaPlace, valueTypeOf } from '@/engine/formulas';
import { FormulaField } from '@/ui/formula/formula-field';
import { useLabel } from '@/ui/session';

import { Choice } from './parts';

const MOMENTS: Record<string, string> = { date: 'TODAY()', datetime: 'NOW()' };

/** A text, number or option that a formula consists of; undefined when it says more than that. */
function constantOf(formula: string | undefined): string | undefined {
  const text = formula?.trim() ?? '';
  if (/^-?\d+(\.\d+)?$/.test(text)) return text;
  const quoted = /^"((?:[^"]|"")*)"$/.exec(text);
  return quoted?.[1]?.replaceAll('""', '"');
}

function quoted(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}

interface DefaultRowProps {
  field: Field;
  place: FormulaPlace;
  onChange: (formula: string | undefined) => void;
}

/** What a new record begins with: nothing, a fixed value, or what a formula gives. */
export function DefaultRow({ field, place, onChange }: DefaultRowProps) {
  const { t } = useTranslation();
  const label = useLabel();
  const value = field.default;
  const moment = MOMENTS[field.type];
  const fixed =
    field.type === 'switch' ? (value === 'TRUE' || value === 'FALSE' ? value : undefined) : constantOf(value);
  const found = value === undefined ? 'none' : value === moment ? 'now' : fixed !== undefined ? 'fixed' : 'formula';
  const [chosen, setChosen] = useState(found);
  const state = value === undefined || chosen === 'formula' ? chosen : found;
  const words = [
    { value: 'none', label: t('designer.default_none') },
    moment
      ? { value: 'now', label: field.type === 'date' ? t('designer.default_today') : t('designer.default_now') }
      : { value: 'fixed', label: t('designer.default_fixed') },
    { value: 'formula', label: t('designer.default_formula') },
  ];
  return (
    <Choice
      label={t('designer.default')}
      help={t('designer.default_help')}
      value={state}
      options={words}
      onChange={(next) => {
        setChosen(next);
        if (next === 'none') onChange(undefined);
        else if (next === 'now') onChange(moment);
        else if (next === 'fixed') onChange(field.type === 'switch' ? 'TRUE' : undefined);
      }}
    >
      {state === 'fixed' ? (
        field.type === 'switch' || field.type === 'select' ? (
          <Select
            aria-label={t('designer.default')}
            value={fixed}
            allowClear
            options={
              field.type === 'select'
                ? field.options.map((option) => ({ value: option.key, label: label(option.label, option.key) }))
                : [
                    { value: 'TRUE', label: t('common.yes') },
                    { value: 'FALSE', label: t('common.no') },
                  ]
            }
            onChange={(next?: string) =>
              onChange(next === undefined ? undefined : field.type === 'select' ? quoted(next) : next)
            }
          />
        ) : (
          <Input
            aria-label={t('designer.default')}
            value={fixed ?? ''}
            inputMode={isNumeric(field) ? 'decimal' : 'text'}
            onChange={({ target }) => {
              if (target.value === '') onChange(undefined);
              else if (!isNumeric(field)) onChange(quoted(target.value));
              else if (/^-?\d+(\.\d*)?$/.test(target.value)) onChange(target.value.replace(/\.$/, ''));
            }}
          />
        )
      ) : null}
      {state === 'formula' ? (
        <FormulaField
          label={t('designer.default')}
          value={value}
          place={place}
          expected={valueTypeOf(field, place)}
          field={field}
          onChange={onChange}
        />
      ) : null}
    </Choice>
  );
}
