import { CloseOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Segmented, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { type Form, shownAs } from '@/engine/blueprint';
import { isSortable, type SortKey } from '@/engine/list/query';
import type { Bucket, GroupBy } from '@/engine/list/view';
import { listedField, SYSTEM_FIELDS } from '@/engine/system-fields';
import { useLabel } from '@/ui/session';
import css from './tools.module.css';

/** The server sorts by no more. */
const MOST_SORTS = 8;
const MOST_GROUPS = 3;

function useFieldOptions(form: Form, taken: readonly string[]) {
  const label = useLabel();
  return (own: string) =>
    [...form.fields, ...SYSTEM_FIELDS]
      .filter((field) => isSortable(field) && (field.key === own || !taken.includes(field.key)))
      .map((field) => ({ value: field.key, label: label(field.label, field.key) }));
}

/** The keys a list is sorted by, the first one first. */
export function SortPanel({
  form,
  sort,
  onChange,
}: {
  form: Form;
  sort: readonly SortKey[];
  onChange: (sort: SortKey[]) => void;
}) {
  const { t } = useTranslation();
  const options = useFieldOptions(
    form,
    sort.map((key) => key.field),
  );
  const replace = (index: number, key: SortKey) => onChange(sort.map((each, at) => (at === index ? key : each)));
  const [next] = options('');
  return (
    <div className={css.panel}>
      {sort.length === 0 ? <p className={css.hint}>{t('sort.none')}</p> : null}
      {sort.map((key, index) => (
        <div key={key.field} className={css.sortRow}>
          <span className={css.hint}>{index === 0 ? t('sort.first') : t('sort.then')}</span>
          <Select
            aria-label={t('filter.field')}
            style={{ width: 180 }}
            value={key.field}
            showSearch={{ optionFilterProp: 'label' }}
            options={options(key.field)}
            onChange={(field) => replace(index, { ...key, field })}
          />
          <Segmented
            value={key.descending ? 'down' : 'up'}
            options={[
              { value: 'up', label: t('sort.up') },
              { value: 'down', label: t('sort.down') },
            ]}
            onChange={(way) => replace(index, { ...key, descending: way === 'down' })}
          />
          <Button
            type="text"
            icon={<CloseOutlined aria-hidden />}
            aria-label={t('sort.remove')}
            onClick={() => onChange(sort.filter((_, at) => at !== index))}
          />
        </div>
      ))}
      {next && sort.length < MOST_SORTS ? (
        <div className={css.adders}>
          <Button
            type="dashed"
            size="small"
            icon={<PlusOutlined aria-hidden />}
            onClick={() => onChange([...sort, { field: next.value, descending: false }])}
          >
            {t('sort.add')}
          </Button>
        </div>
      ) : null}
    </div>
  );
}

const BUCKETS: readonly Bucket[] = ['day', 'week', 'month', 'quarter', 'year'];

/** The fields a list is grouped by, the outermost first. */
export function GroupPanel({
  form,
  groups,
  onChange,
}: {
  form: Form;
  groups: readonly GroupBy[];
  onChange: (groups: GroupBy[]) => void;
}) {
  const { t } = useTranslation();
  const options = useFieldOptions(
    form,
    groups.map((group) => group.field),
  );
  const replace = (index: number, group: GroupBy) => onChange(groups.map((each, at) => (at === index ? group : each)));
  const isDated = (key: string) => {
    const field = listedField(form, key);
    const type = field && shownAs(field).type;
    return type === 'date' || type === 'datetime';
  };
  const start = (field: string): GroupBy => (isDated(field) ? { field, bucket: 'month', descending: true } : { field });
  const selects = form.fields.filter((field) => field.type === 'select').map((field) => field.key);
  const free = options('');
  const next = free.find((option) => selects.includes(option.value)) ?? free[0];
  return (
    <div className={css.panel}>
      {groups.length === 0 ? <p className={css.hint}>{t('group.none')}</p> : null}
      {groups.map((group, index) => (
        <div key={group.field} className={css.sortRow}>
          <Select
            aria-label={t('filter.field')}
            style={{ width: 180 }}
            value={group.field}
            showSearch={{ optionFilterProp: 'label' }}
            options={options(group.field)}
            onChange={(field) => replace(index, start(field))}
          />
          {isDated(group.field) ? (
            <Select<Bucket>
              aria-label={t('group.bucket')}
              style={{ width: 96 }}
              value={group.bucket ?? 'day'}
              options={BUCKETS.map((bucket) => ({ value: bucket, label: t(`group.by.${bucket}`) }))}
              onChange={(bucket) => replace(index, { ...group, bucket })}
            />
          ) : null}
          <Segmented
            value={group.descending ? 'down' : 'up'}
            options={[
              { value: 'up', label: t('sort.up') },
              { value: 'down', label: t('sort.down') },
            ]}
            onChange={(way) => {
              const { descending: _, ...rest } = group;
              replace(index, way === 'down' ? { ...rest, descending: true } : rest);
            }}
          />
          <Button
            type="text"
            icon={<CloseOutlined aria-hidden />}
            aria-label={t('group.remove')}
            onClick={() => onChange(groups.filter((_, at) => at !== index))}
          />
        </div>
      ))}
      {next && groups.length < MOST_GROUPS ? (
        <div className={css.adders}>
          <Button
            type="dashed"
            size="small"
            icon={<PlusOutlined aria-hidden />}
            onClick={() => onChange([...groups, start(next.value)])}
          >
            {t('group.add')}
          </Button>
        </div>
      ) : null}
    </div>
  );
}
