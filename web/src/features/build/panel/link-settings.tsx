import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { type Field, isNumeric, type ReferenceField } from '@/engine/blueprint';
import { type FieldPath, siblings, splitPath } from '@/engine/designer/document';
import type { Patch } from '@/engine/designer/operations';
import { FormulaField } from '@/ui/formula/formula-field';
import { useLabel } from '@/ui/session';
import { useDesigner } from '../designer-context';
import { referring } from '../referring';

import css from './panel.module.css';
import { Row } from './parts';

interface LinkSettingsProps {
  field: Field;
  path: FieldPath;
  onChange: (patch: Patch, merge?: string) => void;
}

const AGGREGATES = ['count', 'sum', 'average', 'minimum', 'maximum', 'position', 'interval'] as const;

/** Whether a record is counted among those of its own form that refer to the same. */
function isPlace(aggregate: (typeof AGGREGATES)[number]): boolean {
  return aggregate === 'position' || aggregate === 'interval';
}

/** Values that stand in other records: looked up through a reference, or summed up over those that refer here. */
export function LinkSettings({ field, path, onChange }: LinkSettingsProps) {
  if (field.type === 'lookup') return <Lookup value={field.path} path={path} onChange={onChange} />;
  return field.type === 'rollup' ? <RollUp field={field} path={path} onChange={onChange} /> : null;
}

function isReference(field: Field): field is ReferenceField {
  return field.type === 'reference';
}

function isDay(field: Field): boolean {
  return field.type === 'date' || field.type === 'datetime';
}

function Lookup({
  value,
  path,
  onChange,
}: {
  value: string;
  path: FieldPath;
  onChange: LinkSettingsProps['onChange'];
}) {
  const { t } = useTranslation();
  const { document, forms } = useDesigner();
  const label = useLabel();
  const [from, name] = value.split('.');
  const references = siblings(document, splitPath(path).lines).filter(isReference);
  const reference = references.find((each) => each.key === from);
  const target = forms.find((form) => form.key === reference?.form);
  const sources = target?.fields.filter((each) => each.type !== 'lines') ?? [];
  return (
    <Row
      label={t('designer.lookup')}
      help={t('designer.lookup_help')}
      problem={references.length === 0 ? t('designer.lookup_none') : undefined}
    >
      {(id) => (
        <div className={css.pair}>
          <Select
            id={id}
            placeholder={t('designer.copy_from')}
            value={reference?.key}
            options={references.map((each) => ({ value: each.key, label: label(each.label, each.key) }))}
            onChange={(key: string) => {
              const form = forms.find((each) => each.key === references.find((own) => own.key === key)?.form);
              onChange({ path: `${key}.${form?.title ?? 'id'}` });
            }}
          />
          <Select
            aria-label={t('designer.copy_field')}
            placeholder={t('designer.copy_field')}
            disabled={!reference}
            value={sources.some((each) => each.key === name) ? name : undefined}
            options={sources.map((each) => ({ value: each.key, label: label(each.label, each.key) }))}
            onChange={(key: string) => onChange({ path: `${from}.${key}` })}
          />
        </div>
      )}
    </Row>
  );
}

function RollUp({
  field,
  path,
  onChange,
}: {
  field: Extract<Field, { type: 'rollup' }>;
  path: FieldPath;
  onChange: LinkSettingsProps['onChange'];
}) {
  const { t } = useTranslation();
  const { document, forms } = useDesigner();
  const label = useLabel();
  const sources = referring(forms, document.key);
  const source = sources.find(({ form }) => form.key === field.form);
  const placed = isPlace(field.aggregate);
  const own = siblings(document, splitPath(path).lines);
  const references = placed ? own.filter(isReference) : (source?.fields ?? []);
  const numbers = placed ? own.filter(isDay) : (source?.form.fields.filter(isNumeric) ?? []);
  const where = placed ? forms.find((form) => form.key === document.key) : source?.form;
  const named = (each: Field) => ({ value: each.key, label: label(each.label, each.key) });
  const among = (aggregate: (typeof AGGREGATES)[number]) => {
    if (isPlace(aggregate) === placed) {
      onChange({ aggregate, of: aggregate === 'count' ? undefined : (field.of ?? numbers[0]?.key) });
    } else if (placed) {
      const [first] = sources;
      const of = aggregate === 'count' ? undefined : first?.form.fields.find(isNumeric)?.key;
      onChange({ aggregate, form: first?.form.key ?? '', by: first?.fields[0]?.key ?? '', of, where: undefined });
    } else {
      const by = own.find(isReference)?.key ?? '';
      onChange({ aggregate, form: document.key, by, of: own.find(isDay)?.key, where: undefined });
    }
  };
  return (
    <>
      {placed ? null : (
        <Row
          label={t('designer.rollup_form')}
          help={t('designer.rollup_help')}
          problem={sources.length === 0 ? t('designer.rollup_none') : undefined}
        >
          {(id) => (
            <Select
              id={id}
              value={source?.form.key}
              options={sources.map(({ form }) => ({ value: form.key, label: label(form.label, form.key) }))}
              onChange={(form: string) => {
                const by = sources.find((each) => each.form.key === form)?.fields[0]?.key;
                onChange({ form, by, of: undefined, where: undefined, aggregate: 'count' });
              }}
            />
          )}
        </Row>
      )}
      <Row label={t(placed ? 'designer.place_by' : 'designer.rollup_by')}>
        {(id) => (
          <Select id={id} value={field.by} options={references.map(named)} onChange={(by) => onChange({ by })} />
        )}
      </Row>
      <div className={css.pair}>
        <Row label={t('designer.rollup_aggregate')}>
          {(id) => (
            <Select
              id={id}
              value={field.aggregate}
              options={AGGREGATES.map((value) => ({ value, label: t(`designer.aggregate.${value}`) }))}
              onChange={among}
            />
          )}
        </Row>
        <Row label={t(placed ? 'designer.place_of' : 'designer.rollup_of')}>
          {(id) => (
            <Select
              id={id}
              disabled={field.aggregate === 'count'}
              value={field.of}
              options={numbers.map(named)}
              onChange={(of) => onChange({ of })}
            />
          )}
        </Row>
      </div>
      {where ? (
        <div className={css.row}>
          <span className={css.rowLabel}>{t('designer.rollup_where')}</span>
          <FormulaField
            key={field.key}
            label={t('designer.rollup_where')}
            value={field.where}
            place={{ forms, form: where }}
            expected="boolean"
            onChange={(formula) => onChange({ where: formula }, 'where')}
          />
        </div>
      ) : null}
    </>
  );
}
