import { Button, Select } from 'antd';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { keptOnly, pathsOf, readTree, type Tree, treeText } from '@/engine/list/tree';
import type { BoardWidget } from '@/engine/report/board';
import { addFilter } from '@/engine/report/operations';
import { recordsOf } from '@/engine/report/records';
import { SYSTEM_FIELDS } from '@/engine/system-fields';
import { Choice, CountRow, Group, LabelRow, Row } from '@/features/build/panel/parts';
import { FilterPanel } from '@/ui/conditions/filter-panel';
import { useForm, useLabel, useWorkplace } from '@/ui/session';
import { useBuild, useBuilding } from '../board-context';
import css from '../boards.module.css';

interface PlainSettingsProps {
  widget: BoardWidget;
  put: (patch: Partial<BoardWidget>, merge?: string) => void;
}

/** Widgets that ask no question: texts, pictures, lists of records, filters. */
export function PlainSettings(props: PlainSettingsProps) {
  const { t } = useTranslation();
  const { widget, put } = props;
  switch (widget.chart) {
    case 'text':
      return (
        <Group title={t('boards.chart.text')}>
          <LabelRow
            label={t('boardBuild.plain.text')}
            long
            value={widget.text}
            onChange={(text) => put({ text: text ?? { zh: '' } }, 'text')}
          />
          <p className={css.hint}>{t('boardBuild.plain.marks')}</p>
        </Group>
      );
    case 'image':
      return <ImageSettings {...props} />;
    case 'records':
      return <RecordsSettings {...props} />;
    case 'filter':
      return <FilterChoice {...props} />;
    default:
      return null;
  }
}

const LARGEST = 512 * 1024;

function ImageSettings({ widget, put }: PlainSettingsProps) {
  const { t } = useTranslation();
  const picker = useRef<HTMLInputElement>(null);
  const [problem, setProblem] = useState<string>();
  const read = (file: File) => {
    if (!/^image\/(png|jpeg|webp|gif)$/.test(file.type)) setProblem(t('boardBuild.plain.not_image'));
    else if (file.size > LARGEST) setProblem(t('boardBuild.plain.too_large', { size: `${LARGEST / 1024} KB` }));
    else {
      const reader = new FileReader();
      reader.onload = () => {
        setProblem(undefined);
        put({ image: { data: String(reader.result) } });
      };
      reader.readAsDataURL(file);
    }
  };
  return (
    <Group title={t('boards.chart.image')}>
      {widget.image?.data ? <img className={css.picture} src={widget.image.data} alt="" /> : null}
      <input
        ref={picker}
        type="file"
        hidden
        accept="image/png,image/jpeg,image/webp,image/gif"
        aria-label={t('boardBuild.plain.pick')}
        onChange={(event) => {
          const [file] = event.target.files ?? [];
          if (file) read(file);
          event.target.value = '';
        }}
      />
      <Button onClick={() => picker.current?.click()}>{t('boardBuild.plain.pick')}</Button>
      {problem ? (
        <p role="alert" className={css.problem}>
          {problem}
        </p>
      ) : null}
      <LabelRow
        label={t('boardBuild.plain.alt')}
        value={widget.alt}
        onChange={(alt) => put({ alt: alt as never }, 'alt')}
      />
    </Group>
  );
}

function RecordsSettings({ widget, put }: PlainSettingsProps) {
  const { t } = useTranslation();
  const label = useLabel();
  const { blueprint } = useWorkplace();
  const spec = widget.records;
  const form = useForm(spec?.form);
  const set = (patch: object, merge?: string) => {
    const next = Object.fromEntries(
      Object.entries({ form: '', ...spec, ...patch }).filter(([, value]) => value !== undefined),
    );
    put({ records: next as unknown as NonNullable<BoardWidget['records']> }, merge);
  };
  const fields = form ? [...form.fields, ...SYSTEM_FIELDS].filter((field) => field.type !== 'lines') : [];
  const sorted = (spec?.sort ?? '').replace(/^-/, '');
  const descending = (spec?.sort ?? '').startsWith('-');
  const sortable = form ? pathsOf(form, []).map(({ field }) => field) : [];
  return (
    <>
      <Group title={t('boards.chart.records')}>
        <Row label={t('boardBuild.plain.form')}>
          {(id) => (
            <Select<string>
              id={id}
              showSearch={{ optionFilterProp: 'label' }}
              value={spec?.form}
              options={blueprint.forms.map((each) => ({ value: each.key, label: label(each.label, each.key) }))}
              onChange={(next) => {
                const chosen = blueprint.forms.find((each) => each.key === next);
                if (chosen) put({ records: recordsOf(chosen) });
              }}
            />
          )}
        </Row>
        <Row label={t('boardBuild.plain.fields')}>
          {(id) => (
            <Select<string[]>
              id={id}
              mode="multiple"
              showSearch={{ optionFilterProp: 'label' }}
              value={spec?.fields ?? []}
              options={fields.map((field) => ({ value: field.key, label: label(field.label, field.key) }))}
              onChange={(next) => {
                if (next.length > 0) set({ fields: next });
              }}
            />
          )}
        </Row>
        <Row label={t('boardBuild.plain.sort')}>
          {(id) => (
            <Select<string>
              id={id}
              allowClear
              showSearch={{ optionFilterProp: 'label' }}
              value={sorted === '' ? undefined : sorted}
              options={sortable.map((field) => ({ value: field.key, label: label(field.label, field.key) }))}
              onChange={(next: string | undefined) => set({ sort: next === undefined ? undefined : `-${next}` })}
            />
          )}
        </Row>
        {sorted === '' ? null : (
          <Choice<'asc' | 'desc'>
            label={t('boardBuild.q.direction')}
            value={descending ? 'desc' : 'asc'}
            options={[
              { value: 'asc', label: t('boardBuild.q.asc') },
              { value: 'desc', label: t('boardBuild.q.desc') },
            ]}
            onChange={(next) => set({ sort: next === 'desc' ? `-${sorted}` : sorted })}
          />
        )}
        <CountRow
          label={t('boardBuild.plain.limit')}
          value={spec?.limit}
          minimum={1}
          maximum={200}
          placeholder="20"
          onChange={(limit) => set({ limit }, 'limit')}
        />
      </Group>
      {form ? (
        <Group title={t('boardBuild.q.where')}>
          <FilterPanel
            key={form.key}
            form={keptOnly(form)}
            narrow
            filter={spec?.where ? treeText(spec.where) : ''}
            onChange={(text) => set({ where: text === '' ? undefined : (readTree(text) as Tree) }, 'where')}
          />
        </Group>
      ) : null}
    </>
  );
}

function FilterChoice({ widget, put }: PlainSettingsProps) {
  const { t } = useTranslation();
  const label = useLabel();
  const { board } = useBuild();
  const building = useBuilding();
  const filters = board.filters ?? [];
  return (
    <Group title={t('boards.chart.filter')}>
      <Row label={t('boardBuild.click.which')}>
        {(id) => (
          <Select<string>
            id={id}
            value={widget.filter}
            options={filters.map((filter) => ({ value: filter.key, label: label(filter.label, filter.key) }))}
            onChange={(filter) =>
              put({ filter, title: filters.find((each) => each.key === filter)?.label ?? widget.title })
            }
          />
        )}
      </Row>
      {widget.filter === undefined ? null : (
        <Button size="small" onClick={() => building.select({ kind: 'filter', key: widget.filter ?? '' })}>
          {t('boardBuild.filter.edit')}
        </Button>
      )}
      <Button
        type="dashed"
        size="small"
        onClick={() => {
          const made = addFilter(board, { label: { zh: '新筛选', en: 'New filter' }, type: 'date', fields: {} });
          building.update(
            () => ({
              ...made.board,
              widgets: made.board.widgets.map((each) =>
                each.key === widget.key ? { ...each, filter: made.key } : each,
              ),
            }),
            { select: { kind: 'filter', key: made.key } },
          );
        }}
      >
        {t('boardBuild.filter.add')}
      </Button>
    </Group>
  );
}
