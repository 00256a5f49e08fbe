import { ArrowDownOutlined, ArrowUpOutlined, CloseOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Checkbox, Dropdown, Input, InputNumber } from 'antd';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { Field, Form, LinesField } from '@/engine/blueprint';
import { isNumeric, labelText } from '@/engine/blueprint';
import { type PrintColumn, textIn, withText } from '@/engine/print/document';
import { usePreferences } from '@/ui/preferences';
import { useWorkplace } from '@/ui/session';
import css from './print-designer.module.css';
import { namesIn, TemplateInput } from './template-input';

const TEXT = ':text';

interface ColumnsEditorProps {
  form: Form;
  /** The line items the columns are of; undefined for the head. */
  lines: LinesField | undefined;
  /** Columns of a table have widths and sums, items of fields have not. */
  table: boolean;
  /** Rows of a list know nothing but their fields. */
  fieldsOnly: boolean;
  columns: readonly PrintColumn[];
  onChange: (columns: PrintColumn[]) => void;
}

/** The fields and texts of a block, one below the other. */
export function ColumnsEditor({ form, lines, table, fieldsOnly, columns, onChange }: ColumnsEditorProps) {
  const { t } = useTranslation();
  const { language } = usePreferences();
  const fields: readonly Field[] = (lines?.fields ?? form.fields).filter((field) => field.type !== 'lines');
  const used = new Set(columns.map((column) => column.field));
  const set = (index: number, change: Partial<PrintColumn>) =>
    onChange(columns.map((column, at) => (at === index ? { ...column, ...change } : column)));
  const move = (index: number, step: -1 | 1) => {
    const column = columns[index];
    if (column && index + step >= 0 && index + step < columns.length)
      onChange([...columns].toSpliced(index, 1).toSpliced(index + step, 0, column));
  };
  const add = (key: string) => {
    const column: PrintColumn = key === TEXT ? { label: t('print.text_label'), text: '' } : { field: key };
    onChange([...columns, table ? { ...column, width: 12 } : column]);
  };
  return (
    <div className={css.group}>
      <h3>{table ? t('print.columns') : t('print.items')}</h3>
      <ul className={css.columns}>
        {columns.map((column, index) => (
          <ColumnItem
            // biome-ignore lint/suspicious/noArrayIndexKey: a text has no name of its own, and a field may stand twice
            key={`${column.field ?? TEXT}/${index}`}
            column={column}
            field={fields.find((field) => field.key === column.field)}
            form={form}
            lines={lines}
            table={table}
            first={index === 0}
            last={index === columns.length - 1}
            onSet={(change) => set(index, change)}
            onMove={(step) => move(index, step)}
            onRemove={() => onChange(columns.filter((_, at) => at !== index))}
          />
        ))}
      </ul>
      <Dropdown
        trigger={['click']}
        menu={{
          style: { maxHeight: 320, overflow: 'auto' },
          items: [
            ...fields
              .filter((field) => !used.has(field.key))
              .map((field) => ({ key: field.key, label: labelText(field.label, language, field.key) })),
            ...(fieldsOnly ? [] : [{ key: TEXT, label: t('print.own_text') }]),
          ],
          onClick: ({ key }) => add(key),
        }}
      >
        <Button size="small" icon={<PlusOutlined aria-hidden />}>
          {table ? t('print.add_column') : t('print.add_item')}
        </Button>
      </Dropdown>
    </div>
  );
}

interface ColumnItemProps {
  column: PrintColumn;
  field: Field | undefined;
  form: Form;
  lines: LinesField | undefined;
  table: boolean;
  first: boolean;
  last: boolean;
  onSet: (change: Partial<PrintColumn>) => void;
  onMove: (step: -1 | 1) => void;
  onRemove: () => void;
}

function ColumnItem({ column, field, form, lines, table, first, last, onSet, onMove, onRemove }: ColumnItemProps) {
  const { t } = useTranslation();
  const { language } = usePreferences();
  const { blueprint } = useWorkplace();
  const id = useId();
  const own = labelText(field?.label, language, column.field ?? t('print.own_text'));
  const named = textIn(column.label, language);
  const name = named === '' ? own : named;
  return (
    <li>
      <div className={css.columnHead}>
        <Input
          size="small"
          aria-label={t('print.column_name', { name })}
          placeholder={own}
          value={named}
          onChange={({ target }) => {
            if (target.value === '' && column.field !== undefined) {
              const { label: _, ...rest } = column;
              onSet({ ...rest, label: undefined as never });
            } else onSet({ label: withText(column.label, language, target.value) });
          }}
        />
        <Button
          size="small"
          type="text"
          disabled={first}
          icon={<ArrowUpOutlined aria-hidden />}
          aria-label={t('print.move_up', { name })}
          onClick={() => onMove(-1)}
        />
        <Button
          size="small"
          type="text"
          disabled={last}
          icon={<ArrowDownOutlined aria-hidden />}
          aria-label={t('print.move_down', { name })}
          onClick={() => onMove(1)}
        />
        <Button
          size="small"
          type="text"
          icon={<CloseOutlined aria-hidden />}
          aria-label={t('print.remove_named', { name })}
          onClick={onRemove}
        />
      </div>
      {column.text !== undefined ? (
        <TemplateInput
          id={id}
          value={column.text}
          names={namesIn(form, lines, blueprint.forms, language)}
          placeholder={t('print.text_placeholder')}
          onChange={(text) => onSet({ text })}
        />
      ) : null}
      {table ? (
        <div className={css.columnFoot}>
          <label htmlFor={`${id}-width`}>{t('print.share')}</label>
          <InputNumber
            id={`${id}-width`}
            size="small"
            min={1}
            max={100}
            precision={0}
            value={column.width ?? 10}
            onChange={(width) => onSet({ width: width ?? 10 })}
          />
          {field && isNumeric(field) ? (
            <Checkbox checked={column.total === true} onChange={({ target }) => onSet({ total: target.checked })}>
              {t('print.total')}
            </Checkbox>
          ) : null}
        </div>
      ) : null}
    </li>
  );
}
