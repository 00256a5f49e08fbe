import { Input, Select } from 'antd';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { type Field, isNumeric, type Language, type SelectOption } from '@/engine/blueprint';
import { type FilterOperator, valueCount } from '@/engine/list/filter';
import { parseNumber } from '@/engine/numbers';
import { leaves, wayText } from '@/engine/types/cascader';
import { ChoiceSelect } from '@/ui/inputs/choice-select';
import { DateInput } from '@/ui/inputs/date-input';
import { usePreferences } from '@/ui/preferences';
import { useLabel } from '@/ui/session';
import { StatusTag } from '@/ui/values/status-tag';
import css from './records.module.css';
import { useTitles } from './use-titles';

const RegionSelect = lazy(async () => ({ default: (await import('@/ui/types/common-inputs')).RegionSelect }));
const RegionSelects = lazy(async () => ({ default: (await import('@/ui/types/common-inputs')).RegionSelects }));
const TimeInput = lazy(async () => ({ default: (await import('@/ui/types/time')).TimeInput }));
const DepartmentSelect = lazy(async () => ({ default: (await import('@/ui/types/common-inputs')).DepartmentSelect }));

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
  if (field.type === 'region') return <RegionWithin value={value} label={label} onChange={onChange} />;
  if (field.type === 'time') {
    return (
      <Suspense fallback={null}>
        <TimeInput
          field={field}
          value={value}
          label={label}
          disabled={false}
          invalid={false}
          onText={onChange}
          onValue={(time) => onChange(String(time ?? ''))}
        />
      </Suspense>
    );
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

/** The options of a field, those of a tree with their way from the root. */
function optionsOf(field: Field, language: Language): SelectOption[] {
  if (field.type === 'cascader') {
    return leaves(field).map(({ key }) => ({ key, label: { [language]: wayText(field, key, language) } }));
  }
  return field.type === 'select' || field.type === 'multi_select' ? field.options : [];
}

/** A region stands for all that lies in it: the digits its code begins with. */
function RegionWithin({ value, label, onChange }: { value: string; label: string; onChange: (value: string) => void }) {
  return (
    <Suspense fallback={null}>
      <RegionSelect
        anyLevel
        label={label}
        code={value === '' ? null : value.padEnd(6, '0')}
        onChange={(code) => onChange((code ?? '').replace(/(00){1,2}$/, ''))}
      />
    </Suspense>
  );
}

function Several({ field, values, onChange }: Omit<FilterValueProps, 'operator'>) {
  const { language } = usePreferences();
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
  if (field.type === 'department') {
    return (
      <span className={css.conditionValue}>
        <Suspense fallback={null}>
          <DepartmentSelect
            multiple
            label={t('filter.value')}
            value={values.map((id) => ({ id, title: '…' }))}
            onChange={(picked) => onChange(picked.map((each) => each.id))}
          />
        </Suspense>
      </span>
    );
  }
  if (field.type === 'region') {
    return (
      <span className={css.conditionValue}>
        <Suspense fallback={null}>
          <RegionSelects codes={values} level={field.level} label={t('filter.value')} onChange={onChange} />
        </Suspense>
      </span>
    );
  }
  const options = optionsOf(field, language);
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
