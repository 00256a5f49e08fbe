import { CaretDownOutlined, CaretRightOutlined } from '@ant-design/icons';
import { Input } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SourceField } from '@/api/questions';
import { useDrag } from '@/ui/dnd/use-drag';
import { useLabel } from '@/ui/session';
import { ErrorState, Loading } from '@/ui/states';
import css from '../boards.module.css';
import { useSourceFields } from '../use-source';

/** Before the path of a field that is dragged. */
export const FIELD = 'field/';

interface FieldTreeProps {
  source: string;
  /** Fields that became known, for what drops them. */
  onKnown: (fields: readonly SourceField[]) => void;
  onDimension: (field: SourceField) => void;
  onMeasure: (field: SourceField) => void;
}

/** The fields of a source; references open to the fields of what they lead to, as far as one likes. */
export function FieldTree(props: FieldTreeProps) {
  const { t } = useTranslation();
  const [search, setSearch] = useState('');
  return (
    <>
      <Input
        size="small"
        allowClear
        aria-label={t('boardBuild.q.search_fields')}
        placeholder={t('boardBuild.q.search_fields')}
        value={search}
        onChange={(event) => setSearch(event.target.value)}
      />
      <ul className={css.fields} aria-label={t('boardBuild.q.fields')}>
        <Level {...props} path="" depth={0} search={search.trim()} />
      </ul>
    </>
  );
}

/** References lead on and on; deeper than this nobody looks. */
const DEEPEST = 4;

function Level(props: FieldTreeProps & { path: string; depth: number; search: string }) {
  const { t } = useTranslation();
  const label = useLabel();
  const { source, path, depth, search, onKnown } = props;
  const query = useSourceFields(source, path);
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const fields = query.data?.fields;
  // biome-ignore lint/correctness/useExhaustiveDependencies: told once, when the fields are there
  useEffect(() => {
    if (fields) onKnown(fields);
  }, [fields]);
  if (query.isPending) return <Loading lines={3} />;
  if (query.isError) return <ErrorState error={query.error} retry={() => void query.refetch()} />;
  const shown = (fields ?? []).filter(
    (field) =>
      search === '' ||
      field.form !== undefined ||
      label(field.label, field.key).includes(search) ||
      field.key.includes(search),
  );
  if (shown.length === 0) return <li className={css.shelfEmpty}>{t('boardBuild.q.no_field')}</li>;
  return shown.map((field) => {
    const leads = field.form !== undefined && depth < DEEPEST;
    const opened = open.has(field.path);
    return (
      <li key={field.path}>
        <FieldRow
          {...props}
          field={field}
          name={label(field.label, field.key)}
          opener={
            leads ? (
              <button
                type="button"
                className={css.opener}
                aria-expanded={opened}
                aria-label={t('boardBuild.q.open_field', { name: label(field.label, field.key) })}
                onClick={() => {
                  const next = new Set(open);
                  if (!next.delete(field.path)) next.add(field.path);
                  setOpen(next);
                }}
              >
                {opened ? <CaretDownOutlined aria-hidden /> : <CaretRightOutlined aria-hidden />}
              </button>
            ) : (
              <span className={css.opener} />
            )
          }
        />
        {leads && opened ? (
          <ul>
            <Level {...props} path={field.path} depth={depth + 1} search="" />
          </ul>
        ) : null}
      </li>
    );
  });
}

function FieldRow(
  props: FieldTreeProps & { field: SourceField; name: string; depth: number; opener: React.ReactNode },
) {
  const { t } = useTranslation();
  const { field, name, depth, opener, onDimension, onMeasure } = props;
  const drag = useDrag(FIELD + field.path);
  const measured = field.aggregates.length > 0;
  const numeric = field.aggregates.includes('sum');
  const first = () => (numeric || !field.dimension ? onMeasure(field) : onDimension(field));
  return (
    <div ref={drag.ref} className={css.field} style={{ paddingInlineStart: 4 + depth * 14 }} data-field={field.path}>
      {opener}
      <button
        type="button"
        ref={drag.handleRef}
        className={`${css.fieldName} ellipsis`}
        {...drag.handle}
        disabled={!field.dimension && !measured}
        onClick={first}
      >
        {name}
      </button>
      <span className={css.adders}>
        {field.dimension ? (
          <button type="button" aria-label={t('boardBuild.q.group_by', { name })} onClick={() => onDimension(field)}>
            {t('boardBuild.q.group')}
          </button>
        ) : null}
        {measured ? (
          <button type="button" aria-label={t('boardBuild.q.measure_of', { name })} onClick={() => onMeasure(field)}>
            {t('boardBuild.q.measure')}
          </button>
        ) : null}
      </span>
    </div>
  );
}
