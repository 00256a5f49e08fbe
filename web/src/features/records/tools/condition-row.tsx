import { CloseOutlined } from '@ant-design/icons';
import { Button, Select } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Form } from '@/engine/blueprint';
import { type Condition, type Operator, operatorsOf, type Path, pathOf, pathsOf, shapeOf } from '@/engine/list/tree';
import { useLabel, useWorkplace } from '@/ui/session';
import { ConditionInput } from './condition-input';
import css from './tools.module.css';

interface ConditionRowProps {
  form: Form;
  condition: Condition;
  onChange: (condition: Condition) => void;
  onRemove: () => void;
}

/** A condition as a sentence: a field, what is asked of it, and with what. */
export function ConditionRow({ form, condition, onChange, onRemove }: ConditionRowProps) {
  const { t } = useTranslation();
  const { blueprint } = useWorkplace();
  const nameOf = usePathName();
  const paths = useMemo(() => pathsOf(form, blueprint.forms), [form, blueprint.forms]);
  const path = pathOf(form, blueprint.forms, condition.field);
  const operators = path ? operatorsOf(path.field) : [];
  const words = useOperatorWords();
  return (
    <div className={css.condition}>
      <Select
        className={css.field ?? ''}
        aria-label={t('filter.field')}
        value={condition.field}
        showSearch={{ optionFilterProp: 'label' }}
        popupMatchSelectWidth={false}
        options={paths.map((each) => ({ value: each.key, label: nameOf(each) }))}
        onChange={(key) => onChange(blankCondition(pathOf(form, blueprint.forms, key), key))}
      />
      <Select<Operator>
        className={css.operator ?? ''}
        aria-label={t('filter.operator')}
        value={condition.op}
        popupMatchSelectWidth={false}
        options={operators.map((op) => ({ value: op, label: words(path, op) }))}
        onChange={(op) => {
          const same = path && shapeOf(path.field, op) === shapeOf(path.field, condition.op);
          onChange(same ? { ...condition, op } : { field: condition.field, op });
        }}
      />
      {path ? <ConditionInput path={path} condition={condition} onChange={onChange} /> : <span />}
      <Button type="text" icon={<CloseOutlined aria-hidden />} aria-label={t('filter.remove')} onClick={onRemove} />
    </div>
  );
}

export function blankCondition(path: Path | undefined, key: string): Condition {
  return { field: key, op: (path && operatorsOf(path.field)[0]) ?? 'filled' };
}

/** What a field of a filter is called: its own name, after the reference it is reached through. */
export function usePathName(): (path: Path) => string {
  const label = useLabel();
  return ({ field, through }) =>
    through ? `${label(through.label, through.key)} · ${label(field.label, field.key)}` : label(field.label, field.key);
}

/** An operator in words; days are earlier and later, not smaller and larger. */
export function useOperatorWords(): (path: Pick<Path, 'field'> | undefined, op: Operator) => string {
  const { t } = useTranslation();
  return (path, op) => {
    const dated = path?.field.type === 'date' || path?.field.type === 'datetime' || path?.field.type === 'time';
    if (dated && (op === 'lt' || op === 'le' || op === 'gt' || op === 'ge' || op === 'eq' || op === 'ne')) {
      return t(`filter.day_op.${op}`);
    }
    return t(`filter.op.${op}`);
  };
}
