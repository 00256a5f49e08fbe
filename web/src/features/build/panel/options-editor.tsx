import { DeleteOutlined, FilterOutlined, HolderOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Input, Modal, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SelectOption } from '@/engine/blueprint';
import { optionNames } from '@/engine/designer/clipboard';
import { COLOURS, newOption, withNames } from '@/engine/designer/options';
import type { FormulaPlace } from '@/engine/formulas';
import { DragBoard } from '@/ui/dnd/drag-board';
import { useDrag, useDrop } from '@/ui/dnd/use-drag';
import { FormulaField } from '@/ui/formula/formula-field';
import { usePreferences } from '@/ui/preferences';
import { useLabel } from '@/ui/session';
import { colourVariable } from '@/ui/values/colour';
import css from './panel.module.css';

interface OptionsEditorProps {
  options: readonly SelectOption[];
  /** Where the conditions of options stand. */
  place: FormulaPlace;
  onChange: (options: SelectOption[], merge?: string) => void;
}

/** The options of a field: named, coloured, put in order, or pasted as a list. */
export function OptionsEditor({ options, place, onChange }: OptionsEditorProps) {
  const { t } = useTranslation();
  const label = useLabel();
  const [pasting, setPasting] = useState<string>();
  const nameOf = (key: string | undefined) => {
    const option = options.find((each) => each.key === key);
    return option ? label(option.label, option.key) : '';
  };
  return (
    <DragBoard
      accepts={() => true}
      overlay={(key) => nameOf(key)}
      onDrop={(key, spot) => {
        const moved = options.find((option) => option.key === key);
        if (!moved) return;
        const rest = options.filter((option) => option !== moved);
        const at = rest.findIndex((option) => option.key === spot.id) + (spot.side === 'after' ? 1 : 0);
        onChange(rest.toSpliced(at, 0, moved));
      }}
      texts={{
        instructions: t('designer.dnd.instructions'),
        started: (item) => t('designer.dnd.started', { item: nameOf(item) }),
        over: (item, spot) => t('designer.dnd.over', { item: nameOf(item), spot: nameOf(spot) }),
        dropped: (item) => t('designer.dnd.dropped', { item: nameOf(item) }),
        cancelled: (item) => t('designer.dnd.cancelled', { item: nameOf(item) }),
      }}
    >
      <ul className={css.options}>
        {options.map((option) => (
          <OptionRow
            key={option.key}
            option={option}
            place={place}
            onChange={(next) =>
              onChange(
                options.map((each) => (each.key === option.key ? next : each)),
                `option:${option.key}`,
              )
            }
            {...(options.length > 1
              ? { onRemove: () => onChange(options.filter((each) => each.key !== option.key)) }
              : {})}
          />
        ))}
      </ul>
      <div className={css.actions}>
        <Button
          size="small"
          icon={<PlusOutlined aria-hidden />}
          onClick={() =>
            onChange([...options, newOption(options, t('designer.option_name', { number: options.length + 1 }))])
          }
        >
          {t('designer.add_option')}
        </Button>
        <Button size="small" onClick={() => setPasting('')}>
          {t('designer.paste_options')}
        </Button>
      </div>
      <Modal
        open={pasting !== undefined}
        title={t('designer.paste_options')}
        okText={t('designer.add_these', { count: optionNames(pasting ?? '').length })}
        onCancel={() => setPasting(undefined)}
        onOk={() => {
          onChange(withNames(options, optionNames(pasting ?? '')));
          setPasting(undefined);
        }}
      >
        <p className={css.help}>{t('designer.paste_options_hint')}</p>
        <Input.TextArea
          autoFocus
          aria-label={t('designer.paste_options')}
          rows={8}
          value={pasting ?? ''}
          onChange={(event) => setPasting(event.target.value)}
        />
      </Modal>
    </DragBoard>
  );
}

interface OptionRowProps {
  option: SelectOption;
  place: FormulaPlace;
  onChange: (option: SelectOption) => void;
  onRemove?: () => void;
}

function OptionRow({ option, place, onChange, onRemove }: OptionRowProps) {
  const { t } = useTranslation();
  const { language } = usePreferences();
  const label = useLabel();
  const name = label(option.label, option.key);
  const [conditional, setConditional] = useState(option.when !== undefined);
  const drag = useDrag(option.key);
  const drop = useDrop(option.key);
  const ref = (node: HTMLLIElement | null) => {
    drag.ref(node);
    drop.ref(node);
  };
  return (
    <li ref={ref} className={`${css.option} ${drop.side ? css[drop.side] : ''}`}>
      <button
        type="button"
        ref={drag.handleRef}
        className={css.grip}
        aria-label={t('designer.drag', { name })}
        {...drag.handle}
      >
        <HolderOutlined aria-hidden />
      </button>
      <Select
        aria-label={t('designer.colour_of', { name })}
        style={{ width: 56, flex: 'none' }}
        value={option.color ?? 'default'}
        options={COLOURS.map((value) => ({ value, label: t(`designer.colour.${value}`) }))}
        labelRender={({ value }) => <Swatch color={String(value)} />}
        optionRender={({ value, label: word }) => (
          <>
            <Swatch color={String(value)} /> {word}
          </>
        )}
        popupMatchSelectWidth={false}
        onChange={(color) => onChange({ ...option, color })}
      />
      <Input
        aria-label={t('designer.name_of_option', { name })}
        value={option.label[language] ?? label(option.label, option.key)}
        maxLength={60}
        onChange={(event) => onChange({ ...option, label: { ...option.label, [language]: event.target.value } })}
      />
      <Button
        type={option.when === undefined ? 'text' : 'link'}
        size="small"
        icon={<FilterOutlined aria-hidden />}
        aria-label={t('designer.option_when', { name })}
        title={t('designer.option_when', { name })}
        aria-expanded={conditional}
        onClick={() => setConditional((now) => !now)}
      />
      {onRemove ? (
        <Button
          type="text"
          size="small"
          icon={<DeleteOutlined aria-hidden />}
          aria-label={t('designer.remove_option', { name })}
          onClick={onRemove}
        />
      ) : null}
      {conditional ? (
        <div className={css.optionWhen}>
          <FormulaField
            label={t('designer.option_when', { name })}
            value={option.when}
            place={place}
            expected="boolean"
            onChange={(when) => {
              const { when: _, ...rest } = option;
              onChange(when === undefined ? rest : { ...rest, when });
            }}
          />
        </div>
      ) : null}
    </li>
  );
}

function Swatch({ color }: { color: string }) {
  return <span className={css.swatch} style={{ '--swatch': colourVariable(color) } as React.CSSProperties} />;
}
