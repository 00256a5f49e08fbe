import { Checkbox, Input, Select } from 'antd';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { type Field, isNumeric, type LinesField } from '@/engine/blueprint';
import {
  type Between,
  type Condition,
  type ConditionValue,
  columnOperatorsOf,
  type Operator,
  type Path,
  type RowCondition,
  shapeOf,
} from '@/engine/list/tree';
import { parseNumber } from '@/engine/numbers';
import { ChoiceSelect } from '@/ui/inputs/choice-select';
import { useTitles } from '@/ui/inputs/use-titles';
import { useLabel } from '@/ui/session';
import { StatusTag } from '@/ui/values/status-tag';
import css from './conditions.module.css';
import { DayInput, DaysInput, PeriodInput } from './day-inputs';
import { useOperatorWords } from './words';

const PlaceInput = lazy(async () => ({ default: (await import('./place-inputs')).PlaceInput }));

interface ConditionInputProps {
  path: Pick<Path, 'field'>;
  condition: Condition | RowCondition;
  onChange: (condition: Condition) => void;
}

/** What a field is compared with, typed as the field is. */
export function ConditionInput({ path: { field }, condition, onChange }: ConditionInputProps) {
  const { t } = useTranslation();
  const { op, value } = condition;
  const put = (next: ConditionValue | undefined) => {
    const { value: _, ...rest } = condition;
    onChange(next === undefined ? rest : { ...rest, value: next });
  };
  switch (shapeOf(field, op)) {
    case 'none':
      return <span className={css.value} />;
    case 'period':
      return <PeriodInput value={value} onChange={put} />;
    case 'day':
      return <DayInput value={value} label={t('filter.value')} onChange={put} />;
    case 'days':
      return <DaysInput value={(value ?? {}) as Between} onChange={put} />;
    case 'numbers':
      return <Numbers value={(value ?? {}) as Between} onChange={put} />;
    case 'flag':
      return (
        <Select
          className={css.value ?? ''}
          aria-label={t('filter.value')}
          value={value === undefined ? undefined : String(value)}
          options={[
            { value: 'true', label: t('common.yes') },
            { value: 'false', label: t('common.no') },
          ]}
          onChange={(next) => put(next === 'true')}
        />
      );
    case 'choices':
      return <Choices field={field} values={listOf(value)} onChange={put} />;
    case 'list':
      return (
        <Select
          className={css.value ?? ''}
          mode="tags"
          open={false}
          suffixIcon={null}
          aria-label={t('filter.value')}
          placeholder={t('filter.paste_list')}
          maxTagCount={3}
          tokenSeparators={['\n', '\r', '\t', ',', '，', ';', '；', '、', ...(isNumeric(field) ? [] : [' '])]}
          value={listOf(value)}
          onChange={(texts: string[]) =>
            put([...new Set(texts.map((text) => text.trim()).filter((text) => text !== ''))])
          }
        />
      );
    case 'time':
    case 'times':
    case 'team':
    case 'departments':
    case 'regions':
    case 'options':
      return (
        <Suspense fallback={<span className={css.value} />}>
          <PlaceInput field={field} shape={shapeOf(field, op)} value={value} onChange={put} />
        </Suspense>
      );
    case 'row':
      return <RowInput field={field as LinesField} value={value as RowCondition | undefined} onChange={put} />;
    default:
      return (
        <Input
          className={css.value ?? ''}
          aria-label={t('filter.value')}
          key={`${field.key}/${op}`}
          defaultValue={typeof value === 'string' ? value : ''}
          inputMode={isNumeric(field) ? 'decimal' : 'text'}
          onChange={(event) => put(readText(field, event.target.value))}
        />
      );
  }
}

function readText(field: Field, text: string): string | undefined {
  const read = isNumeric(field) ? parseNumber(text) : text.trim();
  return read === '' ? undefined : read;
}

function listOf(value: ConditionValue | undefined): string[] {
  return Array.isArray(value) ? value : typeof value === 'string' && value !== '' ? [value] : [];
}

function Numbers({ value, onChange }: { value: Between; onChange: (value: Between) => void }) {
  const { t } = useTranslation();
  const side = (key: 'from' | 'to', label: string) => (
    <Input
      aria-label={label}
      inputMode="decimal"
      defaultValue={typeof value[key] === 'string' ? value[key] : ''}
      onChange={(event) => {
        const { [key]: _, ...rest } = value;
        const number = parseNumber(event.target.value);
        onChange(number === undefined ? rest : { ...rest, [key]: number });
      }}
    />
  );
  return (
    <span className={`${css.value} ${css.pair}`}>
      {side('from', t('filter.from'))}
      <span aria-hidden>–</span>
      {side('to', t('filter.to'))}
    </span>
  );
}

function Choices({
  field,
  values,
  onChange,
}: {
  field: Field;
  values: string[];
  onChange: (values: string[]) => void;
}) {
  const { t } = useTranslation();
  const label = useLabel();
  const picked = values.filter((each) => each !== 'me');
  const titles = useTitles(field, picked);
  if (field.type === 'reference' || field.type === 'person') {
    const me = values.includes('me');
    return (
      <span className={`${css.value} ${css.pair}`}>
        {field.type === 'person' ? (
          <Checkbox checked={me} onChange={() => onChange(me ? picked : ['me', ...picked])}>
            {t('filter.me')}
          </Checkbox>
        ) : null}
        <ChoiceSelect
          multiple
          field={field}
          label={t('filter.value')}
          value={picked.map((id) => ({ id, title: titles.get(id) ?? '…' }))}
          onChange={(next) => onChange([...(me ? ['me'] : []), ...next.map((each) => each.id)])}
        />
      </span>
    );
  }
  const options = field.type === 'select' || field.type === 'multi_select' ? field.options : [];
  return (
    <Select
      className={css.value ?? ''}
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

/** One row of the line items meets a condition of its own. */
function RowInput(props: {
  field: LinesField;
  value: RowCondition | undefined;
  onChange: (value: RowCondition) => void;
}) {
  const { t } = useTranslation();
  const label = useLabel();
  const words = useOperatorWords();
  const columns = props.field.fields.filter((column) => columnOperatorsOf(column).length > 0);
  const column = columns.find((each) => each.key === props.value?.field) ?? columns[0];
  if (!column) return <span className={css.value} />;
  const operators = columnOperatorsOf(column);
  const condition: RowCondition = props.value ?? { field: column.key, op: operators[0] ?? 'filled' };
  return (
    <span className={`${css.value} ${css.rowCondition}`}>
      <Select
        aria-label={t('filter.column')}
        value={column.key}
        options={columns.map((each) => ({ value: each.key, label: label(each.label, each.key) }))}
        onChange={(key) => {
          const next = columns.find((each) => each.key === key);
          props.onChange({ field: key, op: (next && columnOperatorsOf(next)[0]) ?? 'filled' });
        }}
      />
      <Select<Operator>
        aria-label={t('filter.operator')}
        value={condition.op}
        options={operators.map((op) => ({ value: op, label: words({ field: column }, op) }))}
        onChange={(op) => props.onChange({ field: column.key, op })}
      />
      <ConditionInput path={{ field: column }} condition={condition} onChange={props.onChange} />
    </span>
  );
}
