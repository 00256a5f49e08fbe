import { CloseOutlined } from '@ant-design/icons';
import { Button, Select } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Form } from '@/engine/blueprint';
import { type Condition, type Operator, operatorsOf, type Path, pathOf, pathsOf, shapeOf } from '@/engine/list/tree';
import { useWorkplace } from '../session';
import { ConditionInput } from './condition-input';
import css from './tree.module.css';
import { useOperatorWords, usePathName } from './words';

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
