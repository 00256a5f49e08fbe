import { Button, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { SourceField } from '@/api/questions';
import type { BoardFilter, FilterType } from '@/engine/report/board';
import { FILTER_TYPES } from '@/engine/report/board';
import { patchFilter, removeFilter, sourcesOf } from '@/engine/report/operations';
import panelCss from '@/features/build/panel/panel.module.css';
import { Group, LabelRow, Row, SwitchRow } from '@/features/build/panel/parts';
import { FilterView } from '@/ui/report/filter-view';
import { useLabel } from '@/ui/session';
import { useBuild, useBuilding, WHOLE_BOARD } from '../board-context';
import css from '../boards.module.css';
import { useSourceFields, useSources } from '../use-source';

/** The types of value a filter of a type can mean. */
const FITS: Record<FilterType, (field: SourceField) => boolean> = {
  date: ({ type }) => type === 'date' || type === 'datetime',
  number: ({ type }) => type === 'number',
  boolean: ({ type }) => type === 'boolean',
  text: ({ type, form }) => type === 'text' && form === undefined,
  choice: ({ type, form }) => type === 'text' && form === undefined,
  reference: ({ form }) => form !== undefined,
  person: ({ kind }) => kind === 'person',
};

/** A filter of the dashboard: what it is called, and which field it means for each source. */
export function FilterSettings({ filterKey }: { filterKey: string }) {
  const { t } = useTranslation();
  const { board, published } = useBuild();
  const building = useBuilding();
  const filter = board.filters?.find((each) => each.key === filterKey);
  if (!filter) return null;
  const put = (patch: Partial<BoardFilter>, merge?: string) =>
    building.update(
      (now) => patchFilter(now, filterKey, patch),
      merge === undefined ? {} : { merge: `${merge}:${filterKey}` },
    );
  const sources = sourcesOf(board);
  const several = filter.type === 'choice' || filter.type === 'reference' || filter.type === 'person';
  return (
    <>
      <header className={panelCss.panelHead}>
        <h2>{t('boardBuild.filter.title')}</h2>
        <Button
          size="small"
          danger
          onClick={() => building.update((now) => removeFilter(now, filterKey), { select: WHOLE_BOARD })}
        >
          {t('boardBuild.remove')}
        </Button>
      </header>
      <Group title={t('boardBuild.basics')}>
        <LabelRow
          label={t('boardBuild.name')}
          value={filter.label}
          required
          onChange={(next) => put({ label: next ?? {} }, 'label')}
        />
        <Row label={t('boardBuild.filter.kind')}>
          {(id) => (
            <Select<FilterType>
              id={id}
              value={filter.type}
              options={FILTER_TYPES.map((type) => ({ value: type, label: t(`boardBuild.filter.type.${type}`) }))}
              onChange={(type) => put({ type, fields: {}, default: undefined as never, multiple: undefined as never })}
            />
          )}
        </Row>
        {several ? (
          <SwitchRow
            label={t('boardBuild.filter.multiple')}
            checked={filter.multiple === true}
            onChange={(on) => put({ multiple: on ? true : (undefined as never) })}
          />
        ) : null}
        <SwitchRow
          label={t('boardBuild.filter.required')}
          checked={filter.required === true}
          onChange={(on) => put({ required: on ? true : (undefined as never) })}
        />
      </Group>
      <Group title={t('boardBuild.filter.fields')}>
        <p className={css.hint}>{t('boardBuild.filter.fields_help')}</p>
        {sources.length === 0 ? <p className={css.hint}>{t('boardBuild.filter.no_source')}</p> : null}
        {sources.map((source) => (
          <FieldOfSource
            key={source}
            source={source}
            filter={filter}
            onChange={(path) => {
              const { [source]: _, ...rest } = filter.fields;
              put({ fields: path === undefined ? rest : { ...rest, [source]: path } });
            }}
          />
        ))}
      </Group>
      <Group title={t('boardBuild.filter.default')}>
        <FilterView
          board={published ? board.key : undefined}
          filter={{ ...filter, required: false }}
          value={filter.default ?? null}
          onChange={(value) => put({ default: value ?? (undefined as never) })}
        />
      </Group>
    </>
  );
}

function FieldOfSource(props: { source: string; filter: BoardFilter; onChange: (path: string | undefined) => void }) {
  const { t } = useTranslation();
  const label = useLabel();
  const { source, filter, onChange } = props;
  const sources = useSources();
  const own = useSourceFields(source, '').data?.fields ?? [];
  // One reference further is where most of what people filter by stands: the customer's region, the head of a line.
  const first = own.filter((field) => field.form !== undefined);
  const name = label(sources.find((each) => each.key === source)?.label, source);
  const [a, b, c, d] = first;
  const further = [
    useSourceFields(a ? source : '', a?.path ?? ''),
    useSourceFields(b ? source : '', b?.path ?? ''),
    useSourceFields(c ? source : '', c?.path ?? ''),
    useSourceFields(d ? source : '', d?.path ?? ''),
  ];
  const fits = FITS[filter.type];
  const options = [
    ...own.filter(fits).map((field) => ({ value: field.path, label: label(field.label, field.key) })),
    ...further.flatMap((query, index) =>
      (query.data?.fields ?? []).filter(fits).map((field) => ({
        value: field.path,
        label: `${label(first[index]?.label, first[index]?.key)} · ${label(field.label, field.key)}`,
      })),
    ),
  ];
  const now = filter.fields[source];
  return (
    <Row label={name}>
      {(id) => (
        <Select<string>
          id={id}
          allowClear
          showSearch={{ optionFilterProp: 'label' }}
          placeholder={t('boardBuild.filter.not_filtered')}
          value={now}
          options={
            now !== undefined && !options.some((each) => each.value === now)
              ? [...options, { value: now, label: now }]
              : options
          }
          onChange={(path: string | undefined) => onChange(path)}
        />
      )}
    </Row>
  );
}
