import { CloseOutlined } from '@ant-design/icons';
import { Button, Input, InputNumber, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { parseNumber } from '@/engine/numbers';
import type { BoardWidget, WidgetChart } from '@/engine/report/board';
import { HUES } from '@/engine/report/charts/style';
import { placeOf } from '@/engine/report/layout';
import type { Look } from '@/engine/report/look';
import { compact } from '@/engine/report/operations';
import { UNITS, type Unit } from '@/engine/report/units';
import { Choice, CountRow, Group, LabelRow, Row, SwitchRow } from '@/features/build/panel/parts';
import { useLabel } from '@/ui/session';
import { chartColour } from '@/ui/values/colour';
import { useBuild } from '../board-context';
import css from '../boards.module.css';

interface LookSettingsProps {
  widget: BoardWidget;
  put: (patch: Partial<BoardWidget>, merge?: string) => void;
}

const AXIS: readonly WidgetChart[] = ['bar', 'stacked_bar', 'line', 'area', 'combined'];
const NUMBERS: readonly WidgetChart[] = [
  ...AXIS,
  'number',
  'table',
  'pivot',
  'pie',
  'ring',
  'funnel',
  'ranking',
  'gauge',
  'map',
  'heat_map',
  'radar',
  'scatter',
  'calendar',
];
const LABELLED: readonly WidgetChart[] = [...AXIS, 'pie', 'ring'];
const AIMED: readonly WidgetChart[] = [...AXIS, 'number', 'gauge'];
const STEPPED: readonly WidgetChart[] = ['number', 'gauge', 'table', 'bar', 'ranking'];
const COLOURED: readonly WidgetChart[] = [...AXIS, 'pie', 'ring', 'funnel', 'radar', 'scatter', 'ranking', 'gauge'];

function isPlain(value: unknown): boolean {
  return value === undefined || value === '' || value === false || (Array.isArray(value) && value.length === 0);
}

/** How a widget looks: units, colours, targets, its place on a phone. */
export function LookSettings({ widget, put }: LookSettingsProps) {
  const { t } = useTranslation();
  const { board } = useBuild();
  const label = useLabel();
  const { chart, options = {} } = widget;
  const set = (patch: Partial<Record<keyof Look, unknown>>, merge?: string) => {
    const next = Object.fromEntries(Object.entries({ ...options, ...patch }).filter(([, value]) => !isPlain(value)));
    put({ options: Object.keys(next).length > 0 ? (next as Look) : (undefined as never) }, merge);
  };
  const on = (charts: readonly WidgetChart[]) => charts.includes(chart);
  const place = placeOf(widget);
  return (
    <>
      {on(NUMBERS) ? (
        <Group title={t('boardBuild.lookOf.numbers')}>
          <Choice<Unit>
            label={t('boardBuild.lookOf.unit')}
            value={options.unit ?? 'none'}
            options={UNITS.map((unit) => ({ value: unit, label: t(`boardBuild.lookOf.units.${unit}`) }))}
            onChange={(unit) => set({ unit: unit === 'none' ? undefined : unit })}
          />
          <CountRow
            label={t('boardBuild.lookOf.decimals')}
            value={options.decimals}
            minimum={0}
            maximum={6}
            placeholder={t('boardBuild.lookOf.auto')}
            onChange={(decimals) => set({ decimals }, 'decimals')}
          />
        </Group>
      ) : null}
      {on(AXIS) || on(LABELLED) ? (
        <Group title={t('boardBuild.lookOf.picture')}>
          {on(LABELLED) ? (
            <SwitchRow
              label={t('boardBuild.lookOf.labels')}
              checked={options.labels === true}
              onChange={(labels) => set({ labels })}
            />
          ) : null}
          {chart === 'bar' || chart === 'stacked_bar' ? (
            <SwitchRow
              label={t('boardBuild.lookOf.horizontal')}
              checked={options.horizontal === true}
              onChange={(horizontal) => set({ horizontal })}
            />
          ) : null}
          {chart === 'line' || chart === 'area' || chart === 'combined' ? (
            <SwitchRow
              label={t('boardBuild.lookOf.smooth')}
              checked={options.smooth === true}
              onChange={(smooth) => set({ smooth })}
            />
          ) : null}
          {chart === 'stacked_bar' || chart === 'area' ? (
            <Choice<'none' | 'normal' | 'percent'>
              label={t('boardBuild.lookOf.stack')}
              value={options.stack ?? (chart === 'area' ? 'none' : 'normal')}
              options={(chart === 'area'
                ? (['none', 'normal', 'percent'] as const)
                : (['normal', 'percent'] as const)
              ).map((stack) => ({ value: stack, label: t(`boardBuild.lookOf.stacks.${stack}`) }))}
              onChange={(stack) => set({ stack })}
            />
          ) : null}
          {chart === 'combined' ? <Types widget={widget} set={set} /> : null}
          {on(AXIS) ? (
            <SwitchRow
              label={t('boardBuild.lookOf.from_zero')}
              checked={options.start !== 'auto'}
              onChange={(zero) => set({ start: zero ? undefined : 'auto' })}
            />
          ) : null}
        </Group>
      ) : null}
      {on(COLOURED) ? <Colours look={options} set={set} /> : null}
      {on(AIMED) ? (
        <Group title={t('boardBuild.lookOf.target')}>
          <NumberRow
            label={t('boardBuild.lookOf.target_value')}
            value={options.target?.value}
            onChange={(value) => set({ target: value === undefined ? undefined : { value } }, 'target')}
          />
        </Group>
      ) : null}
      {chart === 'gauge' ? (
        <Group title={t('boardBuild.lookOf.scale')}>
          <NumberRow
            label={t('boardBuild.lookOf.minimum')}
            value={options.minimum}
            onChange={(minimum) => set({ minimum }, 'minimum')}
          />
          <NumberRow
            label={t('boardBuild.lookOf.maximum')}
            value={options.maximum}
            onChange={(maximum) => set({ maximum }, 'maximum')}
          />
        </Group>
      ) : null}
      {on(STEPPED) ? <Thresholds look={options} set={set} /> : null}
      {chart === 'pivot' ? (
        <Group title={t('boardBuild.lookOf.collapsed')}>
          <Select<string[]>
            mode="multiple"
            aria-label={t('boardBuild.lookOf.collapsed')}
            value={[...(options.collapsed ?? [])]}
            options={(widget.question?.dimensions ?? []).map((each) => ({
              value: each.key,
              label: label(each.label, each.key),
            }))}
            onChange={(collapsed) => set({ collapsed })}
          />
        </Group>
      ) : null}
      <Group title={t('boardBuild.lookOf.words')}>
        <LabelRow
          label={t('boardBuild.definition')}
          long
          value={widget.definition}
          onChange={(definition) => put({ definition: definition as never }, 'definition')}
        />
      </Group>
      <Group title={t('boardBuild.lookOf.place')}>
        {(board.tabs ?? []).length > 0 ? (
          <Row label={t('boardBuild.lookOf.tab')}>
            {(id) => (
              <Select<string>
                id={id}
                value={widget.tab ?? ''}
                options={[
                  { value: '', label: t('boardBuild.lookOf.every_tab') },
                  ...(board.tabs ?? []).map((tab) => ({ value: tab.key, label: label(tab.label, tab.key) })),
                ]}
                onChange={(tab) => put({ tab: tab === '' ? (undefined as never) : tab })}
              />
            )}
          </Row>
        ) : null}
        <p className={css.hint}>
          {t('boardBuild.lookOf.size', { columns: place.w, rows: place.h })} {t('boardBuild.lookOf.keys')}
        </p>
        <SwitchRow
          label={t('boardBuild.lookOf.on_phone')}
          checked={!widget.phone?.hidden}
          onChange={(shown) => put({ phone: phone(widget, { hidden: shown ? undefined : true }) })}
        />
        <CountRow
          label={t('boardBuild.lookOf.phone_order')}
          value={widget.phone?.order}
          minimum={0}
          maximum={99}
          placeholder={t('boardBuild.lookOf.auto')}
          onChange={(order) => put({ phone: phone(widget, { order }) }, 'phone')}
        />
        <CountRow
          label={t('boardBuild.lookOf.phone_height')}
          value={widget.phone?.h}
          minimum={1}
          maximum={40}
          placeholder={t('boardBuild.lookOf.auto')}
          onChange={(h) => put({ phone: phone(widget, { h }) }, 'phone')}
        />
      </Group>
    </>
  );
}

function phone(widget: BoardWidget, patch: Partial<Record<'order' | 'h' | 'hidden', unknown>>) {
  const next = compact({ ...widget.phone, ...patch }) as NonNullable<BoardWidget['phone']>;
  return Object.keys(next).length > 0 ? next : (undefined as never);
}

type SetLook = (patch: Partial<Record<keyof Look, unknown>>, merge?: string) => void;

/** A number that is kept as its exact text; what is none is not kept. */
function NumberRow(props: { label: string; value: string | undefined; onChange: (value: string | undefined) => void }) {
  const { label, value, onChange } = props;
  return (
    <Row label={label}>
      {(id) => (
        <InputNumber<string>
          id={id}
          stringMode
          style={{ width: '100%' }}
          value={value ?? null}
          onChange={(next) => {
            const number = next === null || next === '' ? undefined : parseNumber(String(next));
            if (next === null || next === '' || number !== undefined) onChange(number);
          }}
        />
      )}
    </Row>
  );
}

/** Of bars with lines: which columns are which. */
function Types({ widget, set }: { widget: BoardWidget; set: SetLook }) {
  const { t } = useTranslation();
  const label = useLabel();
  const { question, options = {} } = widget;
  const columns = [
    ...((question?.then ?? question)?.measures ?? []),
    ...(question?.results ?? []),
    ...(question?.windows ?? []),
  ];
  return columns.map((column, index) => (
    <Choice<'bar' | 'line'>
      key={column.key}
      label={label(column.label, column.key)}
      value={options.types?.[column.key] ?? (index === columns.length - 1 ? 'line' : 'bar')}
      options={[
        { value: 'bar', label: t('boards.chart.bar') },
        { value: 'line', label: t('boards.chart.line') },
      ]}
      onChange={(type) => {
        const types = { ...options.types, [column.key]: type };
        set({ types, axes: { ...options.axes, [column.key]: type === 'line' ? 'right' : 'left' } });
      }}
    />
  ));
}

function Swatch({ hue }: { hue: string }) {
  return (
    <span
      aria-hidden
      style={{ display: 'inline-block', width: 12, height: 12, borderRadius: 3, background: chartColour(hue) }}
    />
  );
}

function HuePick(props: { label: string; value: string; onChange: (hue: string) => void }) {
  const { t } = useTranslation();
  return (
    <Select<string>
      aria-label={props.label}
      value={props.value}
      options={HUES.map((hue) => ({
        value: hue,
        label: (
          <span className={css.inRow}>
            <Swatch hue={hue} />
            {t(`boardBuild.hue.${hue}`)}
          </span>
        ),
      }))}
      onChange={props.onChange}
    />
  );
}

/** The first colours of series and slices; the palette goes on where they end. */
function Colours({ look, set }: { look: Look; set: SetLook }) {
  const { t } = useTranslation();
  const colours = look.colors ?? [];
  const put = (next: readonly string[]) => set({ colors: next });
  return (
    <Group title={t('boardBuild.lookOf.colours')}>
      {colours.map((hue, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a colour is told apart by its place
        <div key={index} className={css.inRow}>
          <span className={css.grow}>
            <HuePick
              label={t('boardBuild.lookOf.colour', { number: index + 1 })}
              value={hue}
              onChange={(next) => put(colours.with(index, next))}
            />
          </span>
          <Button
            type="text"
            size="small"
            icon={<CloseOutlined aria-hidden />}
            aria-label={t('boardBuild.lookOf.remove_colour', { number: index + 1 })}
            onClick={() => put(colours.filter((_, each) => each !== index))}
          />
        </div>
      ))}
      <Button
        type="dashed"
        size="small"
        disabled={colours.length >= HUES.length}
        onClick={() => put([...colours, HUES[colours.length] ?? 'blue'])}
      >
        {t('boardBuild.lookOf.add_colour')}
      </Button>
    </Group>
  );
}

/** From which number on a value has which colour. */
function Thresholds({ look, set }: { look: Look; set: SetLook }) {
  const { t } = useTranslation();
  const thresholds = look.thresholds ?? [];
  return (
    <Group title={t('boardBuild.lookOf.thresholds')}>
      {thresholds.map((each, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a threshold is told apart by its place
        <div key={index} className={css.threshold}>
          <Input
            aria-label={t('boardBuild.lookOf.from', { number: index + 1 })}
            inputMode="decimal"
            defaultValue={each.from}
            onBlur={(event) => {
              const from = parseNumber(event.target.value);
              if (from !== undefined && from !== each.from)
                set({ thresholds: thresholds.with(index, { ...each, from }) });
            }}
          />
          <HuePick
            label={t('boardBuild.lookOf.colour', { number: index + 1 })}
            value={each.color}
            onChange={(color) => set({ thresholds: thresholds.with(index, { ...each, color }) })}
          />
          <Button
            type="text"
            size="small"
            icon={<CloseOutlined aria-hidden />}
            aria-label={t('boardBuild.lookOf.remove_threshold', { number: index + 1 })}
            onClick={() => set({ thresholds: thresholds.filter((_, at) => at !== index) })}
          />
        </div>
      ))}
      <Button
        type="dashed"
        size="small"
        onClick={() => set({ thresholds: [...thresholds, { from: thresholds.at(-1)?.from ?? '0', color: 'green' }] })}
      >
        {t('boardBuild.lookOf.add_threshold')}
      </Button>
    </Group>
  );
}
