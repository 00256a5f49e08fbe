import { Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { FieldType } from '@/engine/blueprint';
import { COLUMN_TYPES, columnProblem, mayBeUnique, type PlannedColumn, withType } from '@/engine/designer/from-sheet';
import { Tick } from '@/ui/plain-choices';
import css from './from-file.module.css';

interface FieldTableProps {
  columns: readonly PlannedColumn[];
  onChange: (columns: PlannedColumn[]) => void;
}

/** Every column with the field it becomes: what is proposed can be corrected in place. */
export function FieldTable({ columns, onChange }: FieldTableProps) {
  const { t } = useTranslation();
  const change = (index: number, next: (column: PlannedColumn) => PlannedColumn) =>
    onChange(columns.map((each) => (each.index === index ? next(each) : each)));
  return (
    <ul className={css.fields} aria-label={t('from_file.fields')}>
      <li className={css.heads} aria-hidden>
        <span>{t('from_file.take')}</span>
        <span>{t('from_file.label')}</span>
        <span>{t('from_file.type')}</span>
        <span>{t('from_file.rules')}</span>
        <span>{t('from_file.samples')}</span>
      </li>
      {columns.map((column) => (
        <FieldRow
          key={column.index}
          column={column}
          columns={columns}
          onChange={(next) => change(column.index, next)}
        />
      ))}
    </ul>
  );
}

interface FieldRowProps {
  column: PlannedColumn;
  columns: readonly PlannedColumn[];
  onChange: (next: (column: PlannedColumn) => PlannedColumn) => void;
}

function FieldRow({ column, columns, onChange }: FieldRowProps) {
  const { t } = useTranslation();
  const problem = columnProblem(column, columns);
  const types = COLUMN_TYPES.filter((type) => type !== 'select' || column.choices.length > 0);
  const set = (patch: Partial<PlannedColumn>) => onChange((before) => ({ ...before, ...patch }));
  const name = column.label.trim() || column.header;
  const keyWrong = problem === 'key_shape' || problem === 'same_key';
  return (
    <li className={column.take ? css.field : `${css.field} ${css.left}`} aria-label={name}>
      <input
        type="checkbox"
        aria-label={t('from_file.take_named', { name })}
        checked={column.take}
        onChange={({ target }) => set({ take: target.checked })}
      />
      <div className={css.names}>
        <Input
          aria-label={t('from_file.label_of', { name: column.header })}
          value={column.label}
          maxLength={60}
          disabled={!column.take}
          status={problem === 'unnamed' || problem === 'same_name' ? 'error' : ''}
          onChange={({ target }) => set({ label: target.value })}
        />
        <Input
          size="small"
          variant="filled"
          className={css.key ?? ''}
          aria-label={t('from_file.key_of', { name })}
          title={t('designer.key_help')}
          value={column.key}
          maxLength={29}
          spellCheck={false}
          disabled={!column.take}
          status={keyWrong ? 'error' : ''}
          onChange={({ target }) => set({ key: target.value })}
        />
      </div>
      <Select<FieldType>
        aria-label={t('from_file.type_of', { name })}
        value={column.type}
        disabled={!column.take}
        popupMatchSelectWidth={false}
        options={types.map((type) => ({ value: type, label: t(`designer.type.${type}`) }))}
        onChange={(type) => onChange((before) => withType(before, type))}
      />
      <div className={css.rules}>
        <Tick checked={column.required} disabled={!column.take} onChange={(required) => set({ required })}>
          {t('from_file.required')}
        </Tick>
        {mayBeUnique(column.type) ? (
          <Tick checked={column.unique} disabled={!column.take} onChange={(unique) => set({ unique })}>
            {t('from_file.unique')}
          </Tick>
        ) : null}
      </div>
      <div className={css.samples}>
        {column.samples.map((sample) => (
          <span key={sample} className={`ellipsis ${css.sample}`}>
            {sample}
          </span>
        ))}
      </div>
      <div className={css.notes}>
        {problem ? (
          <p role="alert" className={css.problem}>
            {t(`from_file.problem.${problem}`)}
          </p>
        ) : null}
        {column.notes.map((note) => (
          <p key={note.code}>{note.message}</p>
        ))}
      </div>
    </li>
  );
}
