import { Checkbox, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Field, TreeOption } from '@/engine/blueprint';
import type { Between, ConditionValue, ValueShape } from '@/engine/list/tree';
import { useLabel } from '@/ui/session';
import { DepartmentSelect } from '@/ui/types/department';
import { RegionSelects } from '@/ui/types/region';
import css from './conditions.module.css';

interface PlaceInputProps {
  field: Field;
  shape: ValueShape;
  value: ConditionValue | undefined;
  onChange: (value: ConditionValue | undefined) => void;
}

/** What is compared with a place, a time of day or a team: with what lies inside what. */
export function PlaceInput({ field, shape, value, onChange }: PlaceInputProps) {
  const { t } = useTranslation();
  const list = Array.isArray(value) ? value : [];
  const put = (next: readonly string[]) => onChange(next.length === 0 ? undefined : [...next]);
  switch (shape) {
    case 'team':
      return (
        <Select
          className={css.value ?? ''}
          aria-label={t('filter.value')}
          value={typeof value === 'string' ? value : null}
          options={(['department', 'department_and_below', 'subordinates'] as const).map((team) => ({
            value: team,
            label: t(`filter.team.${team}`),
          }))}
          onChange={(next) => onChange(next ?? undefined)}
        />
      );
    case 'departments':
      return <Departments ids={list} onChange={put} />;
    case 'regions':
      return (
        <span className={css.value}>
          <RegionSelects
            parents
            codes={list}
            level={field.type === 'region' ? field.level : 'county'}
            label={t('filter.value')}
            onChange={put}
          />
        </span>
      );
    case 'options':
      return <Options field={field} keys={list} onChange={put} />;
    case 'times':
      return <Times value={(value ?? {}) as Between} onChange={onChange} />;
    default:
      return (
        <Input
          className={css.value ?? ''}
          type="time"
          aria-label={t('filter.value')}
          value={typeof value === 'string' ? value : ''}
          onChange={({ target }) => onChange(target.value === '' ? undefined : target.value)}
        />
      );
  }
}

function Departments({ ids, onChange }: { ids: string[]; onChange: (ids: string[]) => void }) {
  const { t } = useTranslation();
  const mine = ids.includes('mine');
  const picked = ids.filter((id) => id !== 'mine');
  return (
    <span className={`${css.value} ${css.pair}`}>
      <Checkbox checked={mine} onChange={() => onChange(mine ? picked : ['mine', ...picked])}>
        {t('filter.my_department')}
      </Checkbox>
      <DepartmentSelect
        multiple
        label={t('filter.value')}
        value={picked.map((id) => ({ id, title: '…' }))}
        onChange={(next) => onChange([...(mine ? ['mine'] : []), ...next.map(({ id }) => id)])}
      />
    </span>
  );
}

/** Options of a tree as a list that shows it: what is picked stands for itself and all below. */
function Options({ field, keys, onChange }: { field: Field; keys: string[]; onChange: (keys: string[]) => void }) {
  const { t } = useTranslation();
  const label = useLabel();
  const rows = (
    options: readonly TreeOption[],
    way: readonly string[],
  ): { value: string; label: string; way: string }[] =>
    options.flatMap((option) => {
      const name = label(option.label, option.key);
      const path = [...way, name];
      return [
        { value: option.key, label: `${'　'.repeat(way.length)}${name}`, way: path.join(' / ') },
        ...rows(option.children ?? [], path),
      ];
    });
  const options = field.type === 'cascader' ? rows(field.options, []) : [];
  return (
    <Select
      className={css.value ?? ''}
      mode="multiple"
      aria-label={t('filter.value')}
      value={keys}
      options={options}
      showSearch={{
        filterOption: (text, option) => String(option?.way).toLowerCase().includes(text.trim().toLowerCase()),
      }}
      labelRender={(item) => options.find((each) => each.value === item.value)?.way ?? item.label}
      onChange={onChange}
    />
  );
}

function Times({ value, onChange }: { value: Between; onChange: (value: Between) => void }) {
  const { t } = useTranslation();
  const side = (key: 'from' | 'to') => (
    <Input
      type="time"
      aria-label={t(`filter.${key}`)}
      value={typeof value[key] === 'string' ? value[key] : ''}
      onChange={({ target }) => {
        const { [key]: _, ...rest } = value;
        onChange(target.value === '' ? rest : { ...rest, [key]: target.value });
      }}
    />
  );
  return (
    <span className={`${css.value} ${css.pair}`}>
      {side('from')}
      <span aria-hidden>–</span>
      {side('to')}
    </span>
  );
}
