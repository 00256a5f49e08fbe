import { Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { errorText } from '@/engine/formula/errors';
import { Formula } from '@/engine/formula/formula';
import type { ValueType } from '@/engine/formula/value/types';
import { type FormulaPlace, schemaAt } from '@/engine/formulas';
import { usePreferences } from '@/ui/preferences';
import css from './panel.module.css';

interface FormulaInputProps {
  /** What the formula decides, in words. */
  label: string;
  value: string | undefined;
  place: FormulaPlace;
  expected: ValueType | undefined;
  placeholder?: string;
  onChange: (text: string | undefined) => void;
}

/** A formula, with what is wrong about it said beneath. */
export function FormulaInput({ label, value, place, expected, placeholder, onChange }: FormulaInputProps) {
  const { t } = useTranslation();
  const { language } = usePreferences();
  const [text, setText] = useState(value ?? '');
  const errors = text.trim() === '' ? [] : Formula.check(text, schemaAt(place), expected);
  return (
    <>
      <Input.TextArea
        aria-label={label}
        autoSize={{ minRows: 1, maxRows: 6 }}
        spellCheck={false}
        placeholder={placeholder ?? t('designer.formula_placeholder')}
        value={text}
        status={errors.length > 0 ? 'error' : ''}
        onChange={(event) => {
          setText(event.target.value);
          onChange(event.target.value.trim() === '' ? undefined : event.target.value);
        }}
      />
      {errors.slice(0, 1).map((error) => (
        <p key={error.code} role="alert" className={css.problem}>
          {errorText(error, language)}
        </p>
      ))}
    </>
  );
}
