import { Input, Select } from 'antd';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { labelText } from '@/engine/blueprint';
import { namedPaths } from '@/engine/designer/references';
import { catalogue, isOperator } from '@/engine/formula/catalogue';
import { errorText } from '@/engine/formula/errors';
import { Formula } from '@/engine/formula/formula';
import type { ValueType } from '@/engine/formula/value/types';
import { type FormulaPlace, schemaAt } from '@/engine/formulas';
import { usePreferences } from '@/ui/preferences';
import { formulaNames } from './formula-names';
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

/** A formula: fields and functions are put in from lists, and it is read back in the names people know. */
export function FormulaInput({ label, value, place, expected, placeholder, onChange }: FormulaInputProps) {
  const { t } = useTranslation();
  const { language } = usePreferences();
  const [text, setText] = useState(value ?? '');
  const caret = useRef<number>(undefined);
  const errors = text.trim() === '' ? [] : Formula.check(text, schemaAt(place), expected);
  const write = (next: string) => {
    setText(next);
    onChange(next.trim() === '' ? undefined : next);
  };
  const insert = (piece: string) => {
    const at = Math.min(caret.current ?? text.length, text.length);
    caret.current = at + piece.length;
    write(text.slice(0, at) + piece + text.slice(at));
  };
  const spoken = namedPaths(text, place).reduceRight((words, path) => {
    const name = path.names.map((each) => labelText(each.label, language, each.name)).join('·');
    return `${words.slice(0, path.from)}${name}${words.slice(path.to)}`;
  }, text);
  return (
    <>
      <Input.TextArea
        aria-label={label}
        autoSize={{ minRows: 1, maxRows: 6 }}
        spellCheck={false}
        placeholder={placeholder ?? t('designer.formula_placeholder')}
        value={text}
        status={errors.length > 0 ? 'error' : ''}
        onChange={(event) => write(event.target.value)}
        onBlur={(event) => {
          caret.current = event.target.selectionEnd ?? undefined;
        }}
      />
      <div className={css.pair}>
        <Select
          size="small"
          aria-label={t('designer.insert_field')}
          placeholder={t('designer.insert_field')}
          showSearch={{ optionFilterProp: 'label' }}
          popupMatchSelectWidth={false}
          value={null}
          options={formulaNames(place, language)}
          onChange={(name: string | null) => name && insert(name)}
        />
        <Select
          size="small"
          aria-label={t('designer.insert_function')}
          placeholder={t('designer.insert_function')}
          showSearch={{ optionFilterProp: 'label' }}
          popupMatchSelectWidth={360}
          value={null}
          options={catalogue
            .filter((entry) => !isOperator(entry))
            .map((entry) => ({ value: entry.name, label: `${entry.name} ${entry[language]}` }))}
          onChange={(name: string | null) => name && insert(`${name}()`)}
        />
      </div>
      {spoken !== text ? <p className={css.help}>{spoken}</p> : null}
      {errors.slice(0, 1).map((error) => (
        <p key={error.code} role="alert" className={css.problem}>
          {errorText(error, language)}
        </p>
      ))}
    </>
  );
}
