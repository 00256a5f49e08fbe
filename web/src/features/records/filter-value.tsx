import { Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { type Field, isNumeric } from '@/engine/blueprint';
import { type FilterOperator, valueCount } from '@/engine/list/filter';
import { parseNumber } from '@/engine/numbers';
import { ChoiceSelect } from '@/ui/inputs/choice-select';
import { DateInput } from '@/ui/inputs/date-input';
import { useLabel } from '@/ui/session';
import { StatusTag } from '@/ui/values/status-tag';
import css from './records.module.css';
import { useTitles } from './use-titles';

interface FilterValueProps {
  field: Field;
  operator: FilterOperator;
  values: string[];
  onChange: (values: string[]) => void;
}

/** What a field is compared with, typed as the field is. */
export function FilterValue({ field, operator, values, onChange }: FilterValueProps) {
  const { t } = useTranslation();
  const count = valueCount(operator);
  if (count === 0) return <span className={css.conditionValue} />;
  if (operator === 'last_days') {
    return (
      <Input
        className={css.conditionValue ?? ''}
        aria-label={t('filter.days')}
        inputMode="numeric"
        suffix={t('filter.days')}
        defaultValue={values[0] ?? ''}
        onChange={(event) => {
          const days = Number(event.target.value);
          onChange(Number.isInteger(days) && days > 0 && days <= 3660 ? [String(days)] : []);
        }}
      />
    );
  }
  if (count === 'many') return <Several field={field} values={values} onChange={onChange} />;
  if (count === 2) {
    const put = (index: 0 | 1) => (value: string) =>
      onChange(index === 0 ? [value, values[1] ?? ''] : [values[0] ?? '', value]);
    return (
      <span className={`${css.conditionValue} ${css.pair}`}>
        <One field={field} value={values[0] ?? ''} label={t('filter.from')} onChange={put(0)} />
        <span aria-hidden>–</span>
        <One field={field} value={values[1] ?? ''} label={t('filter.to')} onChange={put(1)} />
      </span>
    );
  }
  return (
    <span className={css.conditionValue}>
      <One field={field} value={values[0] ?? ''} label={t('filter.value')} onChange={(value) => onChange([value])} />
    </span>
  );
}

function One(props: { field: Field; value: string; label: string; onChange: (value: string) => void }) {
  const { field, value, label, onChange } = props;
  const { t } = useTranslation();
  if (field.type === 'date' || field.type === 'datetime') {
    return <DateInput field={{ type: 'date' }} value={value} label={label} onChange={(day) => onChange(day ?? '')} />;
  }
  if (field.type === 'switch') {
    return (
      <Select
        aria-label={label}
        style={{ width: '100%' }}
        value={value === '' ? undefined : value}
        options={[
          { value: 'true', label: t('common.yes') },
          { value: 'false', label: t('common.no') },
        ]}
        onChange={onChange}
      />
    );
  }
  return (
    <Input
      aria-label={label}
      defaultValue={value}
      inputMode={isNumeric(field) ? 'decimal' : 'text'}
      onChange={(event) => onChange(isNumeric(field) ? (parseNumber(event.target.value) ?? '') : event.target.value)}
    />
  );
}

function Several({ field, values, onChange }: Omit<FilterValueProps, 'operator'>) {
  const label = useLabel();
  const { t } = useTranslation();
  const titles = useTitles(field, values);
  if (field.type === 'reference' || field.type === 'person') {
    return (
      <span className={css.conditionValue}>
        <ChoiceSelect
          multiple
          field={field}
          label={t('filter.value')}
          value={values.map((id) => ({ id, title: titles.get(id) ?? '…' }))}
          onChange={(picked) => onChange(picked.map((each) => each.id))}
        />
      </span>
    );
  }
  const options = field.type === 'select' || field.type === 'multi_select' ? field.options : [];
  return (
    <Select
      className={css.conditionValue ?? ''}
      mode="multiple"
      aria-label={t('filter.value')}
      value={values}
      showSearch={{ optionFilterProp: 'title' }}
      options={options.map((option) => ({
        value: option.key,
        label: label(option.label, option.key),
        title: label(option.label),
        option,
      }))}
      optionRender={(item) => <StatusTag option={item.data.option} />}
      onChange={onChange}
    />
  );
}
