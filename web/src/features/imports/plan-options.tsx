import { Select } from 'antd';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImportPlan, PlanField } from '@/engine/import-plan';
import { fitting } from '@/engine/import-plan';
import { OneOf, Tick } from '@/ui/plain-choices';
import { useLabel } from '@/ui/session';
import css from './wizard.module.css';

interface PlanOptionsProps {
  fields: readonly PlanField[];
  plan: ImportPlan;
  onPlan: (plan: ImportPlan) => void;
}

/** How records are recognised, what becomes of those that are there, how rows make up records. */
export function PlanOptions({ fields, plan, onPlan }: PlanOptionsProps) {
  const { t } = useTranslation();
  const label = useLabel();
  const id = useId();
  const mapped = new Set(plan.columns.map((column) => column.field));
  const keyable = fields.filter((field) => field.keyable && mapped.has(field.key));
  const withLines = plan.columns.some((column) => column.field.includes('.'));
  const change = (part: Partial<ImportPlan>) => onPlan(fitting({ ...plan, ...part }));
  return (
    <div className={css.card}>
      <div className={css.option}>
        <label htmlFor={`${id}-key`}>{t('wizard.key')}</label>
        <Select
          id={`${id}-key`}
          mode="multiple"
          className={css.keys ?? ''}
          value={plan.key}
          placeholder={t('wizard.key_none')}
          options={keyable.map((field) => ({ value: field.key, label: label(field.label, field.key) }))}
          onChange={(key: string[]) => change({ key })}
        />
        <p className={css.hint}>{plan.key.length === 0 ? t('wizard.key_hint_none') : t('wizard.key_hint')}</p>
      </div>
      {plan.key.length > 0 ? (
        <div className={css.option}>
          <span>{t('wizard.duplicates')}</span>
          <OneOf
            name={t('wizard.duplicates')}
            value={plan.duplicates}
            onChange={(duplicates) => change({ duplicates })}
            options={[
              { value: 'skip', label: t('wizard.skip') },
              { value: 'update', label: t('wizard.update') },
              { value: 'both', label: t('wizard.both') },
            ]}
          />
        </div>
      ) : null}
      {withLines ? (
        <div className={css.option}>
          <span>{t('wizard.rows')}</span>
          <OneOf
            name={t('wizard.rows')}
            value={plan.rows}
            onChange={(rows) => change({ rows })}
            options={[
              { value: 'flat', label: t('wizard.rows_flat') },
              { value: 'grouped', label: t('wizard.rows_grouped') },
            ]}
          />
        </div>
      ) : null}
      <Tick checked={plan.participants} onChange={(participants) => change({ participants })}>
        {t('wizard.participants')}
      </Tick>
    </div>
  );
}
