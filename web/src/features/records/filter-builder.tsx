import { CloseOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Select } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Field, Form } from '@/engine/blueprint';
import {
  type FilterCondition,
  type FilterOperator,
  filterableFields,
  filterFormula,
  operatorsOf,
  readFilter,
} from '@/engine/list/filter';
import { useLabel } from '@/ui/session';
import { FilterValue } from './filter-value';
import css from './records.module.css';

interface FilterBuilderProps {
  form: Form;
  filter: string;
  onChange: (filter: string) => void;
}

interface Line extends FilterCondition {
  id: number;
}

let nextLine = 1;

function asLines(conditions: readonly FilterCondition[]): Line[] {
  return conditions.map((condition) => ({ ...condition, id: nextLine++ }));
}

/** Conditions that must all hold, each with the operators and values its field's type knows. */
export function FilterBuilder({ form, filter, onChange }: FilterBuilderProps) {
  const { t } = useTranslation();
  const label = useLabel();
  const fields = filterableFields(form);
  const [lines, setLines] = useState<Line[]>(() => startLines(form, filter));
  const written = useRef(filter);
  useEffect(() => {
    if (filter === written.current) return;
    written.current = filter;
    setLines(startLines(form, filter));
  }, [form, filter]);

  if (readFilter(form, filter) === undefined) {
    return (
      <div className={css.builder}>
        <span>{t('filter.formula')}</span>
        <code className={css.formula}>{filter}</code>
        <Button type="link" onClick={() => onChange('')}>
          {t('list.clear')}
        </Button>
      </div>
    );
  }
  const change = (next: Line[]) => {
    setLines(next);
    const formula = filterFormula(form, next);
    written.current = formula;
    if (formula !== filter) onChange(formula);
  };
  const replace = (line: Line, part: Partial<FilterCondition>) =>
    change(lines.map((each) => (each.id === line.id ? { ...each, ...part } : each)));
  return (
    <div className={css.builder}>
      {lines.map((line) => {
        const field = fields.find((each) => each.key === line.field);
        if (!field) return null;
        return (
          <div key={line.id} className={css.condition}>
            <Select
              className={css.conditionField ?? ''}
              aria-label={t('filter.field')}
              value={line.field}
              showSearch={{ optionFilterProp: 'label' }}
              options={fields.map((each) => ({ value: each.key, label: label(each.label, each.key) }))}
              onChange={(key) => replace(line, blank(fields, key))}
            />
            <Select<FilterOperator>
              className={css.conditionOperator ?? ''}
              aria-label={t('filter.operator')}
              value={line.operator}
              options={operatorsOf(field).map((operator) => ({
                value: operator,
                label:
                  field.type === 'region' && operator === 'starts' ? t('filter.is.within') : t(`filter.is.${operator}`),
              }))}
              onChange={(operator) => replace(line, { operator, values: [] })}
            />
            <FilterValue
              field={field}
              operator={line.operator}
              values={line.values}
              onChange={(values) => replace(line, { values })}
            />
            <Button
              type="text"
              icon={<CloseOutlined aria-hidden />}
              aria-label={t('filter.remove')}
              onClick={() => change(lines.filter((each) => each.id !== line.id))}
            />
          </div>
        );
      })}
      <Button
        type="dashed"
        size="small"
        icon={<PlusOutlined aria-hidden />}
        onClick={() => setLines([...lines, ...asLines([blank(fields, fields[0]?.key ?? '')])])}
      >
        {t('filter.add')}
      </Button>
    </div>
  );
}

function startLines(form: Form, filter: string): Line[] {
  const conditions = readFilter(form, filter) ?? [];
  const first = filterableFields(form)[0];
  return asLines(conditions.length > 0 || !first ? conditions : [blank([first], first.key)]);
}

function blank(fields: readonly Field[], key: string): FilterCondition {
  const field = fields.find((each) => each.key === key);
  return { field: key, operator: (field && operatorsOf(field)[0]) ?? 'is', values: [] };
}
