import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { SheetView } from '@/api/import-files';
import type { ImportPlan, PlanColumn, PlanField } from '@/engine/import-plan';
import { assign } from '@/engine/import-plan';
import { Tick } from '@/ui/plain-choices';
import { useLabel } from '@/ui/session';
import css from './wizard.module.css';

interface ColumnTableProps {
  view: SheetView;
  fields: readonly PlanField[];
  plan: ImportPlan;
  onPlan: (plan: ImportPlan) => void;
}

/** Every column of the sheet, what stands in it, and the field it goes to. */
export function ColumnTable({ view, fields, plan, onPlan }: ColumnTableProps) {
  const { t } = useTranslation();
  const label = useLabel();
  const options = [
    { value: '', label: t('wizard.ignore') },
    ...fields.map((field) => ({
      value: field.key,
      label: `${label(field.label, field.key)}${field.required ? ' *' : ''}`,
    })),
  ];
  const change = (changed: PlanColumn) =>
    onPlan({ ...plan, columns: plan.columns.map((each) => (each.index === changed.index ? changed : each)) });
  return (
    <div className={css.scroll}>
      <table className={css.columns}>
        <thead>
          <tr>
            <th scope="col">{t('wizard.column')}</th>
            <th scope="col">{t('wizard.samples')}</th>
            <th scope="col">{t('wizard.seems')}</th>
            <th scope="col">{t('wizard.goes_to')}</th>
          </tr>
        </thead>
        <tbody>
          {view.columns.map((column) => {
            const used = plan.columns.find((each) => each.index === column.index);
            const field = fields.find((each) => each.key === used?.field);
            return (
              <tr key={column.index} className={used ? '' : css.unused}>
                <th scope="row">{column.header}</th>
                <td className={css.samples}>{column.samples.join(' · ')}</td>
                <td className={css.kind}>{t(`wizard.kind.${column.kind.type}` as 'wizard.kind.text')}</td>
                <td>
                  <Select
                    className={css.field ?? ''}
                    aria-label={t('wizard.field_of', { column: column.header })}
                    showSearch={{ optionFilterProp: 'label' }}
                    value={used?.field ?? ''}
                    options={options}
                    onChange={(key) =>
                      onPlan(
                        assign(
                          plan,
                          column.index,
                          column.header,
                          fields.find((each) => each.key === key),
                        ),
                      )
                    }
                  />
                  {used && field && field.by.length > 0 ? (
                    <Reference column={used} field={field} onChange={change} />
                  ) : null}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

interface ReferenceProps {
  column: PlanColumn;
  field: PlanField;
  onChange: (column: PlanColumn) => void;
}

/** How names in the column are found in the other form. */
function Reference({ column, field, onChange }: ReferenceProps) {
  const { t } = useTranslation();
  const label = useLabel();
  return (
    <div className={css.reference}>
      <span className={css.hint}>{t('wizard.found_by')}</span>
      <Select
        size="small"
        mode="multiple"
        className={css.by ?? ''}
        aria-label={t('wizard.found_by')}
        value={column.by}
        options={field.by.map((by) => ({ value: by.key, label: label(by.label, by.key) }))}
        onChange={(by: string[]) => (by.length > 0 ? onChange({ ...column, by }) : undefined)}
      />
      {field.create ? (
        <Tick checked={column.create} onChange={(checked) => onChange({ ...column, create: checked })}>
          {t('wizard.create_missing')}
        </Tick>
      ) : null}
    </div>
  );
}
