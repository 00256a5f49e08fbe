import { Input, Select } from 'antd';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { type Field, isNumeric, type Label } from '@/engine/blueprint';
import { type FieldPath, linesOf, splitPath } from '@/engine/designer/document';
import { type FieldSetting, kindOf } from '@/engine/designer/kinds';
import type { Patch } from '@/engine/designer/operations';
import { amongPlace } from '@/engine/form/among';
import type { FormulaPlace } from '@/engine/formulas';
import { FormulaField } from '@/ui/formula/formula-field';
import { useLabel } from '@/ui/session';
import { useDesigner } from '../designer-context';
import { isPattern, numberExample, patternOf, patternParts } from '../pattern';
import { LedgerSettings } from './ledger-settings';
import { LinkSettings } from './link-settings';
import { OptionsEditor } from './options-editor';
import css from './panel.module.css';
import { CountRow, Row, SwitchRow } from './parts';
import { TreeEditor } from './tree-editor';

interface SettingProps {
  field: Field;
  path: FieldPath;
  onChange: (patch: Patch, merge?: string) => void;
}

const OWN: readonly FieldSetting[] = [
  'target',
  'options',
  'pattern',
  'scale',
  'unit',
  'number_limits',
  'length',
  'files',
  'row_limits',
  'lookup',
  'rollup',
  'ledger',
  'tree',
  'level',
  'format',
  'old',
  'show',
  'stars',
];

/** Whether a type has settings that others lack. */
export function hasOwnSettings(field: Field): boolean {
  return kindOf(field).settings.some((setting) => OWN.includes(setting));
}

/** What only some types have: their options, limits, targets and patterns. */
export function TypeSettings(props: SettingProps) {
  return kindOf(props.field).settings.map((setting) => <Setting key={setting} setting={setting} {...props} />);
}

function Setting({ setting, field, path, onChange }: SettingProps & { setting: FieldSetting }) {
  const { t } = useTranslation();
  const { document, form, forms } = useDesigner();
  const { lines } = splitPath(path);
  const owner = lines === undefined ? undefined : linesOf(document, lines);
  const place: FormulaPlace = owner ? { forms, form, lines: owner } : { forms, form };
  const property = (name: string) => (field as unknown as Record<string, unknown>)[name];
  switch (setting) {
    case 'target':
      return <Target field={field} path={path} place={place} onChange={onChange} />;
    case 'options':
      return 'options' in field ? (
        <OptionsEditor
          options={field.options}
          place={place}
          onChange={(options, merge) => onChange({ options }, merge)}
        />
      ) : null;
    case 'pattern':
      return <Pattern pattern={String(property('pattern') ?? '')} onChange={onChange} />;
    case 'scale':
      return (
        <Row label={t('designer.scale')} help={t('designer.scale_help')}>
          {(id) => (
            <Select
              id={id}
              value={isNumeric(field) ? (field.scale ?? 2) : 2}
              options={[0, 1, 2, 3, 4, 5, 6].map((value) => ({ value, label: value }))}
              onChange={(scale) => onChange({ scale })}
            />
          )}
        </Row>
      );
    case 'unit':
      return <Unit value={property('unit') as Label | string | undefined} onChange={onChange} />;
    case 'number_limits':
      return (
        <div className={css.pair}>
          <Limit name="minimum" value={property('minimum')} onChange={onChange} />
          <Limit name="maximum" value={property('maximum')} onChange={onChange} />
        </div>
      );
    case 'length':
      return (
        <CountRow
          label={t('designer.length')}
          value={property('maximum') as number | undefined}
          minimum={1}
          maximum={field.type === 'text' ? 2_000 : 100_000}
          placeholder={field.type === 'text' ? '500' : '20000'}
          onChange={(maximum) => onChange({ maximum })}
        />
      );
    case 'files':
      return (
        <CountRow
          label={t('designer.files')}
          value={property('maximum') as number | undefined}
          minimum={1}
          maximum={100}
          placeholder="20"
          onChange={(maximum) => onChange({ maximum })}
        />
      );
    case 'row_limits':
      return (
        <div className={css.pair}>
          <CountRow
            label={t('designer.rows_minimum')}
            value={property('minimum') as number | undefined}
            minimum={0}
            maximum={10_000}
            placeholder="0"
            onChange={(minimum) => onChange({ minimum })}
          />
          <CountRow
            label={t('designer.rows_maximum')}
            value={property('maximum') as number | undefined}
            minimum={1}
            maximum={10_000}
            placeholder="2000"
            onChange={(maximum) => onChange({ maximum })}
          />
        </div>
      );
    case 'lookup':
    case 'rollup':
      return <LinkSettings field={field} path={path} onChange={onChange} />;
    case 'ledger':
      return <LedgerSettings field={field} path={path} onChange={onChange} />;
    case 'tree':
      return field.type === 'cascader' ? (
        <TreeEditor key={path} field={field} place={place} onChange={onChange} />
      ) : null;
    case 'old':
      return (
        <SwitchRow
          label={t('designer.old_tax_numbers')}
          checked={property('old') === true}
          onChange={(old) => onChange({ old: old || undefined })}
        />
      );
    case 'stars':
      return (
        <CountRow
          label={t('designer.stars')}
          value={property('maximum') === undefined ? undefined : Number(property('maximum'))}
          minimum={2}
          maximum={10}
          placeholder="5"
          onChange={(maximum) => onChange({ maximum })}
        />
      );
    case 'level':
    case 'format':
    case 'show':
      return <WordRow setting={setting} value={property(setting)} onChange={onChange} />;
    default:
      return null;
  }
}

/** Settings that are one word of a few; the first is meant where nothing is said. */
const WORDS = {
  level: ['county', 'city', 'province'],
  format: ['qr', 'code128', 'ean13'],
  show: ['digits', 'capital', 'both'],
} as const;

function WordRow(props: { setting: keyof typeof WORDS; value: unknown; onChange: SettingProps['onChange'] }) {
  const { t } = useTranslation();
  const { setting, value, onChange } = props;
  return (
    <Row label={t(`designer.word.${setting}`)}>
      {(id) => (
        <Select
          id={id}
          value={String(value ?? WORDS[setting][0])}
          options={WORDS[setting].map((word) => ({ value: word, label: t(`designer.word.${word}`) }))}
          onChange={(word) => onChange({ [setting]: word })}
        />
      )}
    </Row>
  );
}

function Target({ field, path, place, onChange }: SettingProps & { place: FormulaPlace }) {
  const { t, i18n } = useTranslation();
  const label = useLabel();
  const { forms, fixed } = useDesigner();
  if (field.type !== 'reference') return null;
  const locked = fixed.has(path);
  const item = { zh: i18n.t('designer.among_item', { lng: 'zh' }), en: i18n.t('designer.among_item', { lng: 'en' }) };
  const among = amongPlace(place, field, item);
  return (
    <>
      <Row label={t('designer.target')} help={locked ? t('designer.target_fixed') : t('designer.target_help')}>
        {(id) => (
          <Select
            id={id}
            disabled={locked}
            showSearch={{ optionFilterProp: 'label' }}
            value={field.form}
            options={forms.map((form) => ({ value: form.key, label: label(form.label, form.key) }))}
            onChange={(form) => onChange({ form, among: undefined })}
          />
        )}
      </Row>
      {among ? (
        <div className={css.row}>
          <span className={css.rowLabel}>{t('designer.among')}</span>
          <FormulaField
            key={`${path}/${field.form}`}
            label={t('designer.among')}
            value={field.among}
            place={among}
            expected="boolean"
            onChange={(text) => onChange({ among: text }, 'among')}
          />
          <p className={css.help}>{t('designer.among_help')}</p>
        </div>
      ) : null}
    </>
  );
}

function Unit({ value, onChange }: { value: Label | string | undefined; onChange: SettingProps['onChange'] }) {
  const { t } = useTranslation();
  const label = useLabel();
  return (
    <Row label={t('designer.unit')} help={t('designer.unit_help')}>
      {(id) => (
        <Input
          id={id}
          value={label(value)}
          maxLength={20}
          onChange={({ target }) => onChange({ unit: target.value === '' ? undefined : target.value }, 'unit')}
        />
      )}
    </Row>
  );
}

/** Limits are exact numbers: they stay the text that was typed. */
function Limit(props: { name: 'minimum' | 'maximum'; value: unknown; onChange: SettingProps['onChange'] }) {
  const { t } = useTranslation();
  const { name, value, onChange } = props;
  return (
    <Row label={t(`designer.${name}`)}>
      {(id) => (
        <Input
          id={id}
          inputMode="decimal"
          placeholder={t('designer.no_limit')}
          value={value === undefined ? '' : String(value)}
          onChange={({ target }) => {
            if (target.value === '') onChange({ [name]: undefined });
            else if (/^-?\d+(\.\d+)?$/.test(target.value)) onChange({ [name]: target.value }, name);
          }}
        />
      )}
    </Row>
  );
}

const DATES = ['yyyyMMdd', 'yyyyMM', 'yyyy', 'yyMMdd', 'yyMM', 'yy', ''] as const;

/** How numbers are made up; the counter starts anew with the date part it has. */
function Pattern({ pattern, onChange }: { pattern: string; onChange: SettingProps['onChange'] }) {
  const { t } = useTranslation();
  const hint = useId();
  const parts = patternParts(pattern);
  return (
    <>
      {parts ? (
        <>
          <div className={css.pair}>
            <Row label={t('designer.pattern_prefix')}>
              {(id) => (
                <Input
                  id={id}
                  value={parts.prefix}
                  maxLength={20}
                  onChange={({ target }) =>
                    onChange({ pattern: patternOf({ ...parts, prefix: target.value.replace(/[{}]/g, '') }) }, 'pattern')
                  }
                />
              )}
            </Row>
            <Row label={t('designer.pattern_digits')}>
              {(id) => (
                <Select
                  id={id}
                  value={parts.digits}
                  options={[3, 4, 5, 6, 8].map((value) => ({ value, label: value }))}
                  onChange={(digits) => onChange({ pattern: patternOf({ ...parts, digits }) })}
                />
              )}
            </Row>
          </div>
          <Row label={t('designer.pattern_date')}>
            {(id) => (
              <Select
                id={id}
                value={parts.date}
                options={DATES.map((value) => ({ value, label: t(`designer.pattern_date_${value || 'none'}`) }))}
                onChange={(date) =>
                  onChange({ pattern: patternOf({ ...parts, date, separator: parts.separator || '-' }) })
                }
              />
            )}
          </Row>
        </>
      ) : (
        <Row label={t('designer.pattern')} problem={isPattern(pattern) ? undefined : t('designer.pattern_wrong')}>
          {(id) => (
            <Input id={id} value={pattern} onChange={({ target }) => onChange({ pattern: target.value }, 'pattern')} />
          )}
        </Row>
      )}
      <p id={hint} className={css.example}>
        {t('designer.pattern_example', { first: numberExample(pattern, 1), next: numberExample(pattern, 2) })}
      </p>
    </>
  );
}
