import { CheckOutlined, MinusOutlined } from '@ant-design/icons';
import { Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { type Field, isNumeric, type SelectField, shownAs } from '@/engine/blueprint';
import { type FileValue, isEmpty, isReference, type Value } from '@/engine/values';
import { usePreferences } from '../preferences';
import { useForm, useLabel, useWorkplace } from '../session';
import { viewOf } from '../types/views';
import { FileList } from './files';
import { StatusTag } from './status-tag';
import { valueText } from './value-text';
import css from './values.module.css';

/** A value of a field as it is read: numbers exact and grouped, options as tags, references as links. */
export function ValueView({
  field: asked,
  value,
  dense = false,
}: {
  field: Field;
  value: Value | undefined;
  dense?: boolean;
}) {
  const field = shownAs(asked);
  const { language } = usePreferences();
  const { timeZone } = useWorkplace().blueprint.workspace;
  const { t } = useTranslation();
  const label = useLabel();
  if (isEmpty(value) || value === undefined) return dense ? null : <span className={css.nothing}>—</span>;
  const Own = viewOf(field, dense);
  if (Own) {
    return (
      <Suspense fallback={<span className={css.nothing}>…</span>}>
        <Own field={field} value={value} dense={dense} />
      </Suspense>
    );
  }
  if (isNumeric(field)) {
    return (
      <span className="num">
        {valueText(field, value, language, timeZone)}
        {field.unit ? <span className={css.unit}>{label(field.unit)}</span> : null}
      </span>
    );
  }
  switch (field.type) {
    case 'select':
    case 'multi_select':
      return <Options field={field} value={value} />;
    case 'switch':
      return value === true ? (
        <CheckOutlined className={css.yes} aria-label={t('common.yes')} />
      ) : (
        <MinusOutlined className={css.no} aria-label={t('common.no')} />
      );
    case 'reference':
      return <ReferenceLink form={field.form} value={value} dense={dense} />;
    case 'attachment':
      return dense ? (
        <span>{t('record.file_count', { count: (value as FileValue[]).length })}</span>
      ) : (
        <FileList files={value as FileValue[]} />
      );
    case 'email':
      return dense ? String(value) : <a href={`mailto:${String(value)}`}>{String(value)}</a>;
    case 'phone':
      return dense ? (
        <span className="num">{String(value)}</span>
      ) : (
        <a href={`tel:${String(value)}`}>{String(value)}</a>
      );
    case 'url':
      return dense ? String(value) : <SafeLink address={String(value)} />;
    case 'long_text':
      return dense ? String(value) : <span className={css.longText}>{String(value)}</span>;
    case 'id_number':
    case 'credit_code':
    case 'bank_card':
      return <span className={dense ? 'num' : css.longText}>{valueText(field, value, language, timeZone)}</span>;
    case 'time':
    case 'date':
    case 'datetime':
      return <span className="num">{valueText(field, value, language, timeZone)}</span>;
    default:
      return <>{valueText(field, value, language, timeZone)}</>;
  }
}

function Options({ field, value }: { field: SelectField; value: Value }) {
  const keys = Array.isArray(value) ? value.filter((key) => typeof key === 'string') : [String(value)];
  return (
    <span className={css.tags}>
      {keys.map((key) => (
        <StatusTag key={key} option={field.options.find((option) => option.key === key) ?? { key, label: {} }} />
      ))}
    </span>
  );
}

function ReferenceLink({ form, value, dense }: { form: string; value: Value; dense: boolean }) {
  const target = useForm(form);
  if (!isReference(value)) return <>{String(value)}</>;
  if (dense || !target?.may.view) return <>{value.title}</>;
  return <Link to={`/forms/${form}/${value.id}`}>{value.title}</Link>;
}

/** Only addresses of the web become links: a stored `javascript:` stays text. */
function SafeLink({ address }: { address: string }) {
  if (!/^https?:\/\//i.test(address)) return <>{address}</>;
  return (
    <a href={address} target="_blank" rel="noreferrer noopener">
      {address}
    </a>
  );
}
