import { CopyOutlined, DeleteOutlined } from '@ant-design/icons';
import { Button, Input, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Field, FieldType } from '@/engine/blueprint';
import { type FieldPath, fieldAt, joinPath, keyProblem, linesOf, splitPath } from '@/engine/designer/document';
import { KINDS, kindOf } from '@/engine/designer/kinds';
import { changeField, changeKey, type Patch } from '@/engine/designer/operations';
import { type FormulaPlace, valueTypeOf } from '@/engine/formulas';
import { isWide } from '@/engine/layout';
import { FormulaField } from '@/ui/formula/formula-field';
import { useLabel } from '@/ui/session';
import { useActions, useDesigner } from '../designer-context';
import { ConditionRow } from './condition-row';
import { CopyRow } from './copy-row';
import { DefaultRow } from './default-row';

import css from './panel.module.css';
import { CountRow, Group, LabelRow, Row, SwitchRow } from './parts';
import { hasOwnSettings, TypeSettings } from './type-settings';
import { Usages } from './usages';
import { ValidationsEditor } from './validations-editor';

/** Everything that can be said about one field. */
export function FieldPanel({ path }: { path: FieldPath }) {
  const { t } = useTranslation();
  const { document, form, forms } = useDesigner();
  const actions = useActions();
  const label = useLabel();
  const field = fieldAt(document, path);
  if (!field) return null;
  const { lines } = splitPath(path);
  const owner = lines === undefined ? undefined : linesOf(document, lines);
  const place: FormulaPlace = owner ? { forms, form, lines: owner } : { forms, form };
  const kind = kindOf(field);
  const can = (setting: (typeof kind.settings)[number]) => kind.settings.includes(setting);
  const change = (patch: Patch, merge?: string) =>
    actions.update((doc) => changeField(doc, path, patch), merge ? { merge: `${merge}:${path}` } : {});
  const beside = owner?.fields ?? document.fields;
  const mayCopy = can('copy') && beside.some((each) => each.type === 'reference' && each.key !== field.key);
  const computed = field.formula !== undefined;
  return (
    <div className={css.panel}>
      <header className={css.panelHead}>
        <h2 className="ellipsis">{label(field.label, field.key)}</h2>
        <Button
          type="text"
          size="small"
          icon={<CopyOutlined aria-hidden />}
          aria-label={t('designer.duplicate')}
          title={t('designer.duplicate')}
          onClick={() => actions.duplicate([path])}
        />
        <Button
          type="text"
          size="small"
          danger
          icon={<DeleteOutlined aria-hidden />}
          aria-label={t('designer.remove')}
          title={t('designer.remove')}
          onClick={() => actions.remove([path])}
        />
      </header>
      <Group title={t('designer.basics')}>
        <LabelRow
          label={t('designer.name')}
          required
          value={field.label}
          onChange={(next) => change({ label: next }, 'label')}
        />
        <LabelRow label={t('designer.help')} long value={field.help} onChange={(help) => change({ help }, 'help')} />
        <TypeRow field={field} path={path} />
        <KeyRow key={path} path={path} />
      </Group>
      {hasOwnSettings(field) ? (
        <Group title={t(`designer.type.${field.type}`)}>
          <TypeSettings field={field} path={path} onChange={change} />
        </Group>
      ) : null}
      {can('formula') || can('default') || mayCopy ? (
        <Group title={t('designer.value')}>
          {can('formula') ? (
            <div className={css.row}>
              <span className={css.rowLabel}>{t('designer.formula')}</span>
              <FormulaField
                key={path}
                label={t('designer.formula')}
                value={field.formula}
                place={place}
                expected={valueTypeOf(field, place)}
                field={field}
                onChange={(formula) => change({ formula }, 'formula')}
              />
              <p className={css.help}>{t('designer.formula_help')}</p>
            </div>
          ) : null}
          {!computed && can('default') ? (
            <DefaultRow
              key={`d${path}`}
              field={field}
              place={place}
              onChange={(value) => change({ default: value }, 'default')}
            />
          ) : null}
          {!computed && mayCopy ? (
            <CopyRow key={`c${path}`} field={field} place={place} onChange={(copy) => change({ copy })} />
          ) : null}
        </Group>
      ) : null}
      <Group title={t('designer.behaviour')}>
        {kind.filled && !computed ? (
          <>
            <ConditionRow
              key={`r${path}`}
              label={t('designer.required')}
              value={field.required}
              otherwise={false}
              words={{ yes: t('common.yes'), no: t('common.no') }}
              place={place}
              onChange={(required) => change({ required }, 'required')}
            />
            <ConditionRow
              key={`o${path}`}
              label={t('designer.read_only')}
              value={field.readOnly}
              otherwise={false}
              words={{ yes: t('common.yes'), no: t('common.no') }}
              place={place}
              onChange={(readOnly) => change({ readOnly }, 'readOnly')}
            />
          </>
        ) : null}
        <ConditionRow
          key={`v${path}`}
          label={t('designer.visible')}
          help={t('designer.visible_help')}
          value={field.visible}
          otherwise
          words={{ yes: t('common.yes'), no: t('common.no') }}
          place={place}
          onChange={(visible) => change({ visible }, 'visible')}
        />
        {can('unique') && lines === undefined && !computed ? (
          <SwitchRow
            label={t('designer.unique')}
            help={t('designer.unique_help')}
            checked={field.unique === true}
            onChange={(unique) => change({ unique: unique || undefined })}
          />
        ) : null}
        {lines !== undefined ? (
          <CountRow
            label={t('designer.column_width')}
            value={typeof field.width === 'number' ? field.width : undefined}
            minimum={40}
            maximum={1_000}
            placeholder={t('designer.width_auto')}
            onChange={(width) => change({ width }, 'width')}
          />
        ) : field.type === 'lines' ? null : (
          <SwitchRow
            label={t('designer.wide')}
            checked={isWide(field)}
            onChange={(wide) => change({ width: wide ? 'full' : undefined })}
          />
        )}
      </Group>
      {field.type === 'lines' ? (
        <Group title={t('designer.row_validations')}>
          <ValidationsEditor
            key={path}
            validations={field.validations ?? []}
            place={{ forms, form, lines: field }}
            onChange={(validations, merge) => change({ validations }, merge)}
          />
        </Group>
      ) : null}
      <Group title={t('usages.title')}>
        <Usages key={path} path={path} />
      </Group>
    </div>
  );
}

/** Properties that every type has; the rest go when the type changes and comes without them. */
const COMMON = ['key', 'type', 'label', 'help', 'required', 'visible', 'readOnly', 'width'];

const PROPERTIES: Record<string, readonly string[]> = {
  length: ['maximum'],
  number_limits: ['minimum', 'maximum'],
  target: ['form'],
  files: ['maximum'],
  row_limits: ['minimum', 'maximum', 'fields', 'validations'],
  stars: ['maximum'],
  tree: ['anyLevel'],
  lookup: ['path'],
  rollup: ['form', 'by', 'aggregate', 'of', 'where'],
  ledger: ['ledger', 'figure', 'at', 'quantity', 'wanted', 'confirmed', 'destination'],
};

/** Types that hold something no other type could take over. */
const FIXED: readonly string[] = ['lines', 'lookup', 'rollup', 'balance', 'promise', 'cascader'];

function TypeRow({ field, path }: { field: Field; path: FieldPath }) {
  const { t } = useTranslation();
  const { fixed, forms } = useDesigner();
  const actions = useActions();
  const { lines } = splitPath(path);
  const types = (Object.keys(KINDS) as FieldType[]).filter(
    (type) => !FIXED.includes(type) && (lines === undefined || KINDS[type].inLines),
  );
  if (FIXED.includes(field.type)) return null;
  const change = (type: FieldType) => {
    const kept = new Set([...COMMON, ...KINDS[type].settings.flatMap((setting) => PROPERTIES[setting] ?? [setting])]);
    const patch: Patch = { type, ...KINDS[type].makes };
    for (const property of Object.keys(field)) if (!kept.has(property)) patch[property] = undefined;
    if (type === 'reference' && !('form' in field)) patch.form = forms[0]?.key;
    if (KINDS[type].settings.includes('options') && !('options' in field)) {
      const name = t('designer.option_name', { number: 1 });
      patch.options = [{ key: name, label: { zh: name } }];
    }
    // What filled a value of the old type gives none of the new one.
    for (const property of ['default', 'formula', 'copy']) patch[property] = undefined;
    actions.update((doc) => changeField(doc, path, patch));
  };
  return (
    <Row label={t('designer.type_of')} help={fixed.has(path) ? t('designer.type_fixed') : undefined}>
      {(id) => (
        <Select
          id={id}
          value={field.type}
          showSearch={{ optionFilterProp: 'label' }}
          options={types.map((type) => ({ value: type, label: t(`designer.type.${type}`) }))}
          onChange={change}
        />
      )}
    </Row>
  );
}

/** The name formulas and other programs use; it never changes once there is data under it. */
function KeyRow({ path }: { path: FieldPath }) {
  const { t } = useTranslation();
  const { document, fixed, kept } = useDesigner();
  const actions = useActions();
  const { lines, key } = splitPath(path);
  const [text, setText] = useState(key);
  if (fixed.has(path)) {
    return (
      <div className={css.line}>
        <span className={css.rowLabel}>{t('designer.key')}</span>
        <span className={css.key} title={t('designer.key_fixed')}>
          {key}
        </span>
      </div>
    );
  }
  const problem = keyProblem(document, path, text, kept);
  const apply = () => {
    if (problem || text === key) return;
    const next = joinPath(lines, text);
    actions.update((doc) => changeKey(doc, path, text), { select: { kind: 'fields', paths: [next] } });
  };
  return (
    <Row
      label={t('designer.key')}
      help={t('designer.key_help')}
      problem={problem ? t(`designer.key_${problem}`) : undefined}
    >
      {(id) => (
        <Input
          id={id}
          value={text}
          spellCheck={false}
          autoComplete="off"
          status={problem ? 'error' : ''}
          onChange={(event) => setText(event.target.value)}
          onBlur={apply}
          onPressEnter={apply}
        />
      )}
    </Row>
  );
}
