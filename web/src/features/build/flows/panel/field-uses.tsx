import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { isLive } from '@/engine/blueprint';
import type { FieldUse } from '@/engine/flow/document';
import css from '@/features/build/panel/panel.module.css';
import { Group } from '@/features/build/panel/parts';
import { useLabel } from '@/ui/session';
import { useFlow } from '../flow-context';
import own from '../flows.module.css';
import type { PeopleProps } from './people-panel';

/** How those asked see each field: as the form shows it, to be read, filled in, needed, or not at all. */
export function FieldUses({ node, change }: PeopleProps) {
  const { t } = useTranslation();
  const label = useLabel();
  const { form } = useFlow();
  const use = (key: string): FieldUse | '' =>
    node.fields?.[key] ?? (node.edit?.includes(key) ? ('edit' as const) : ('' as const));
  const put = (key: string, next: FieldUse | '') => {
    const { [key]: _, ...rest } = node.fields ?? {};
    const fields = next === '' ? rest : { ...rest, [key]: next };
    const edit = (node.edit ?? []).filter((each) => each !== key);
    change({
      fields: Object.keys(fields).length > 0 ? fields : undefined,
      edit: edit.length > 0 ? edit : undefined,
    });
  };
  return (
    <Group title={t('flows.edit.title')}>
      <p className={css.help}>{t('flows.edit.help')}</p>
      <ul className={own.uses}>
        {(form?.fields ?? []).map((field) => {
          const fixed = field.formula !== undefined || isLive(field) || field.type === 'auto_number';
          const name = label(field.label, field.key);
          return (
            <li key={field.key}>
              <span className="ellipsis">{name}</span>
              <Select<FieldUse | ''>
                size="small"
                aria-label={t('flows.edit.of', { name })}
                value={use(field.key)}
                options={(['', 'read', 'edit', 'required', 'hidden'] as const)
                  .filter((each) => !fixed || (each !== 'edit' && each !== 'required'))
                  .map((value) => ({
                    value,
                    label: value === '' ? t('flows.edit.use_usual') : t(`flows.edit.use_${value}`),
                  }))}
                onChange={(next) => put(field.key, next)}
              />
            </li>
          );
        })}
      </ul>
    </Group>
  );
}
