import { PlusOutlined } from '@ant-design/icons';
import { Button, Segmented, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { type Field, type Form, isAskable, isLive, isNumeric, shownAs } from '@/engine/blueprint';
import { isCondition, pathsOf } from '@/engine/list/tree';
import type { ColorRule, Density, ListState, TotalFunction, TotalOf } from '@/engine/list/view';
import { listedField } from '@/engine/system-fields';
import { blankCondition, ConditionRow } from '@/ui/conditions/condition-row';
import { useLabel, useWorkplace } from '@/ui/session';
import { colourVariable } from '@/ui/values/colour';

import css from './tools.module.css';

const COLOURS = ['red', 'orange', 'gold', 'green', 'cyan', 'blue', 'purple', 'pink', 'grey'] as const;

interface LooksPanelProps {
  form: Form;
  state: ListState;
  onChange: (change: Partial<ListState>) => void;
}

/** How rows look: their height, the colours conditions give them, and what stands under their columns. */
export function LooksPanel({ form, state, onChange }: LooksPanelProps) {
  const { t } = useTranslation();
  const { blueprint } = useWorkplace();
  const start = () => {
    const [first] = pathsOf(form, blueprint.forms);
    const rule: ColorRule = { when: blankCondition(first, first?.key ?? ''), color: 'gold' };
    onChange({ colors: [...state.colors, rule] });
  };
  return (
    <div className={css.panel}>
      <section className={css.section}>
        <h3>{t('looks.density')}</h3>
        <Segmented<Density>
          value={state.density}
          options={(['compact', 'normal', 'loose'] as const).map((each) => ({
            value: each,
            label: t(`looks.${each}`),
          }))}
          onChange={(density) => onChange({ density })}
        />
      </section>
      <section className={css.section}>
        <h3>{t('looks.colours')}</h3>
        {state.colors.map((rule, index) => (
          <ColourRule
            // biome-ignore lint/suspicious/noArrayIndexKey: rules have no names, and their order is what counts
            key={index}
            form={form}
            rule={rule}
            onChange={(next) => onChange({ colors: state.colors.with(index, next) })}
            onRemove={() => onChange({ colors: state.colors.filter((_, at) => at !== index) })}
          />
        ))}
        <div className={css.adders}>
          <Button type="dashed" size="small" icon={<PlusOutlined aria-hidden />} onClick={start}>
            {t('looks.add_colour')}
          </Button>
        </div>
      </section>
      <Totals form={form} state={state} onChange={onChange} />
    </div>
  );
}

interface ColourRuleProps {
  form: Form;
  rule: ColorRule;
  onChange: (rule: ColorRule) => void;
  onRemove: () => void;
}

function ColourRule({ form, rule, onChange, onRemove }: ColourRuleProps) {
  const { t } = useTranslation();
  const label = useLabel();
  return (
    <div className={css.colourRule}>
      {isCondition(rule.when) ? (
        <ConditionRow
          form={form}
          condition={rule.when}
          onChange={(when) => onChange({ ...rule, when })}
          onRemove={onRemove}
        />
      ) : (
        <div className={css.formulaRow}>
          <code>{JSON.stringify(rule.when)}</code>
          <Button type="link" size="small" onClick={onRemove}>
            {t('filter.remove')}
          </Button>
        </div>
      )}
      <div className={css.sortRow}>
        <Select
          aria-label={t('looks.colour')}
          style={{ width: 96 }}
          value={rule.color}
          options={COLOURS.map((colour) => ({ value: colour, label: t(`looks.colour_name.${colour}`) }))}
          optionRender={(item) => (
            <span
              className={css.swatch}
              style={{ '--paint': colourVariable(String(item.value)) } as React.CSSProperties}
            >
              {item.label}
            </span>
          )}
          onChange={(color) => onChange({ ...rule, color })}
        />
        <Select
          aria-label={t('looks.where')}
          style={{ width: 180 }}
          value={rule.field ?? ''}
          options={[
            { value: '', label: t('looks.whole_row') },
            ...form.fields
              .filter((field) => field.type !== 'lines')
              .map((field) => ({ value: field.key, label: label(field.label, field.key) })),
          ]}
          onChange={(field) => {
            const { field: _, ...rest } = rule;
            onChange(field === '' ? rest : { ...rest, field });
          }}
        />
      </div>
    </div>
  );
}

export function totalFunctions(listed: Field): TotalFunction[] {
  if (isLive(listed) && !isAskable(listed)) return [];
  const field = shownAs(listed);
  if (isNumeric(field)) return ['sum', 'average', 'minimum', 'maximum', 'filled', 'empty', 'distinct'];
  if (field.type === 'date') return ['minimum', 'maximum', 'filled', 'empty', 'distinct'];
  return ['filled', 'empty', 'distinct'];
}

function Totals({ form, state, onChange }: LooksPanelProps) {
  const { t } = useTranslation();
  const label = useLabel();
  const { totals } = state;
  const columns = state.columns
    .map((column) => listedField(form, column.field))
    .filter((field) => field !== undefined)
    .filter((field) => totalFunctions(field).length > 0);
  const put = (field: string, next: TotalFunction | '') => {
    const others = totals.filter((total) => total.field !== field);
    const total: TotalOf[] = next === '' ? [] : [{ field, function: next }];
    onChange({ totals: [...others, ...total] });
  };
  return (
    <section className={css.section}>
      <h3>{t('looks.totals')}</h3>
      {columns.map((field) => (
        <div key={field.key} className={css.sortRow}>
          <span className={css.totalName}>{label(field.label, field.key)}</span>
          <Select<TotalFunction | ''>
            size="small"
            style={{ width: 140 }}
            aria-label={label(field.label, field.key)}
            value={totals.find((total) => total.field === field.key)?.function ?? ''}
            options={[
              { value: '', label: t('looks.no_total') },
              ...totalFunctions(field).map((each) => ({ value: each, label: t(`total.${each}`) })),
            ]}
            onChange={(next) => put(field.key, next)}
          />
        </div>
      ))}
    </section>
  );
}
