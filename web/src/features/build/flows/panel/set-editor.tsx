import { CloseOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Field, isLive, isNumeric } from '@/engine/blueprint';
import { textLiteral } from '@/engine/conditions/write';
import type { Settings } from '@/engine/flow/document';
import { parse } from '@/engine/formula/syntax/parser';
import { valueTypeOf } from '@/engine/formulas';
import css from '@/features/build/panel/panel.module.css';
import { useLabel } from '@/ui/session';
import { useFlow } from '../flow-context';
import { FormulaBox } from './formula-box';
import own from './panel.module.css';

interface SetEditorProps {
  help: string;
  value: Settings | undefined;
  onChange: (value: Settings | undefined) => void;
}

const FORMULA = '\u0000formula';
const EMPTY = '\u0000empty';

/** Fields that are written when something happens: each with a value picked, or a formula. */
export function SetEditor({ help, value, onChange }: SetEditorProps) {
  const { t } = useTranslation();
  const label = useLabel();
  const { form } = useFlow();
  const entries = Object.entries(value ?? {});
  const put = (next: [string, string][]) => onChange(next.length > 0 ? Object.fromEntries(next) : undefined);
  const free = (form?.fields ?? []).filter(
    (field) => field.type !== 'lines' && field.formula === undefined && !isLive(field) && !(field.key in (value ?? {})),
  );
  return (
    <>
      {entries.map(([key, formula], index) => {
        const field = form?.fields.find((each) => each.key === key);
        const name = label(field?.label, key);
        return (
          <div key={key} className={own.entry}>
            <span className={own.entryHead}>
              <span className="ellipsis">{name}</span>
              <Button
                type="text"
                size="small"
                icon={<CloseOutlined aria-hidden />}
                aria-label={t('flows.set.remove', { name })}
                onClick={() => put(entries.toSpliced(index, 1))}
              />
            </span>
            {field ? (
              <Value
                field={field}
                name={name}
                formula={formula}
                onChange={(next) => put(entries.with(index, [key, next]))}
              />
            ) : (
              <code>{formula}</code>
            )}
          </div>
        );
      })}
      <Select
        size="small"
        aria-label={t('flows.set.add')}
        placeholder={t('flows.set.add')}
        suffixIcon={<PlusOutlined aria-hidden />}
        showSearch={{ optionFilterProp: 'label' }}
        value={null}
        options={free.map((field) => ({ value: field.key, label: label(field.label, field.key) }))}
        onChange={(key: string | null) => {
          const field = free.find((each) => each.key === key);
          if (field) put([...entries, [field.key, initial(field)]]);
        }}
      />
      <p className={css.help}>{help}</p>
    </>
  );
}

function initial(field: Field): string {
  if (field.type === 'select') return textLiteral(field.options[0]?.key ?? '');
  if (field.type === 'switch') return 'true';
  return 'EMPTY';
}

/** The values of a field that can be picked, as formulas. */
function picks(field: Field): string[] {
  if (field.type === 'select') return field.options.map((option) => textLiteral(option.key));
  if (field.type === 'switch') return ['true', 'false'];
  if (field.type === 'date') return ['TODAY()'];
  return field.type === 'datetime' ? ['NOW()'] : [];
}

function Value(props: { field: Field; name: string; formula: string; onChange: (formula: string) => void }) {
  const { t } = useTranslation();
  const label = useLabel();
  const { form, forms } = useFlow();
  const { field, name, formula } = props;
  const known = picks(field);
  const isEmpty = formula.trim().toUpperCase() === 'EMPTY';
  const [writing, setWriting] = useState(!isEmpty && !known.includes(formula.trim()));
  const word = (pick: string): string => {
    if (field.type === 'select') {
      const option = field.options.find((each) => textLiteral(each.key) === pick);
      return option ? label(option.label, option.key) : pick;
    }
    if (field.type === 'switch') return pick === 'true' ? t('common.yes') : t('common.no');
    return pick === 'NOW()' ? t('flows.set.now') : t('flows.words.today');
  };
  return (
    <>
      <Select
        size="small"
        aria-label={t('flows.set.value', { name })}
        value={writing ? FORMULA : isEmpty ? EMPTY : formula.trim()}
        options={[
          ...known.map((pick) => ({ value: pick, label: word(pick) })),
          { value: EMPTY, label: t('flows.set.empty') },
          {
            value: FORMULA,
            label: isNumeric(field) || known.length === 0 ? t('flows.set.formula') : t('flows.set.by_formula'),
          },
        ]}
        onChange={(next) => {
          setWriting(next === FORMULA);
          if (next === EMPTY) props.onChange('EMPTY');
          else if (next !== FORMULA) props.onChange(next);
        }}
      />
      {writing && form ? (
        <FormulaBox
          label={t('flows.set.formula_of', { name })}
          value={parse(formula, [])?.kind === 'literal' && isEmpty ? '' : formula}
          place={{ form, forms }}
          expected={valueTypeOf(field, { form, forms })}
          onChange={(next) => props.onChange(next ?? 'EMPTY')}
        />
      ) : null}
    </>
  );
}
