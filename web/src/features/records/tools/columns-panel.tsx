import { ArrowDownOutlined, ArrowUpOutlined, PushpinFilled, PushpinOutlined, SearchOutlined } from '@ant-design/icons';
import { Button, Checkbox, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Form } from '@/engine/blueprint';
import { type ColumnSetting, changeColumn } from '@/engine/grid/columns';
import { SYSTEM_FIELDS } from '@/engine/system-fields';
import { useLabel } from '@/ui/session';
import css from './tools.module.css';

interface ColumnsPanelProps {
  form: Form;
  columns: readonly ColumnSetting[];
  onChange: (columns: ColumnSetting[]) => void;
}

/** Which columns a list has, in which order, and which of them stay in place. */
export function ColumnsPanel({ form, columns, onChange }: ColumnsPanelProps) {
  const { t } = useTranslation();
  const label = useLabel();
  const [search, setSearch] = useState('');
  const fields = [...form.fields.filter((field) => field.type !== 'lines'), ...SYSTEM_FIELDS];
  const shown = columns
    .map((column) => fields.find((field) => field.key === column.field))
    .filter((field) => field !== undefined);
  const hidden = fields.filter((field) => !columns.some((column) => column.field === field.key));
  const wanted = search.trim().toLowerCase();
  const fits = (key: string, text: string) =>
    wanted === '' || text.toLowerCase().includes(wanted) || key.includes(wanted);
  const swap = (index: number, by: 1 | -1) => {
    const next = [...columns];
    const [moved] = next.splice(index, 1);
    if (!moved) return;
    next.splice(index + by, 0, moved);
    onChange(next);
  };
  const freeze = (key: string, frozen: boolean) => {
    if (frozen) {
      onChange(changeColumn(columns, key, { frozen: true }));
      return;
    }
    onChange(
      columns.map((column) => {
        if (column.field !== key) return column;
        const { frozen: _, ...rest } = column;
        return rest;
      }),
    );
  };
  return (
    <div className={css.panel}>
      <Input
        size="small"
        prefix={<SearchOutlined aria-hidden />}
        aria-label={t('columns.search')}
        placeholder={t('columns.search')}
        value={search}
        onChange={(event) => setSearch(event.target.value)}
      />
      <ul className={css.columns} aria-label={t('columns.title')}>
        {shown.map((field, index) => {
          const text = label(field.label, field.key);
          if (!fits(field.key, text)) return null;
          const frozen = columns.find((column) => column.field === field.key)?.frozen === true;
          return (
            <li key={field.key} className={css.column}>
              <Checkbox
                checked
                disabled={columns.length === 1}
                onChange={() => onChange(columns.filter((column) => column.field !== field.key))}
              >
                {text}
              </Checkbox>
              <span className={css.columnTools}>
                <Button
                  type="text"
                  size="small"
                  icon={<ArrowUpOutlined aria-hidden />}
                  aria-label={t('columns.up', { field: text })}
                  disabled={index === 0}
                  onClick={() => swap(index, -1)}
                />
                <Button
                  type="text"
                  size="small"
                  icon={<ArrowDownOutlined aria-hidden />}
                  aria-label={t('columns.down', { field: text })}
                  disabled={index === shown.length - 1}
                  onClick={() => swap(index, 1)}
                />
                <Button
                  type="text"
                  size="small"
                  icon={frozen ? <PushpinFilled aria-hidden /> : <PushpinOutlined aria-hidden />}
                  aria-label={t('columns.freeze', { field: text })}
                  aria-pressed={frozen}
                  onClick={() => freeze(field.key, !frozen)}
                />
              </span>
            </li>
          );
        })}
        {hidden.map((field) => {
          const text = label(field.label, field.key);
          return fits(field.key, text) ? (
            <li key={field.key} className={css.column}>
              <Checkbox checked={false} onChange={() => onChange([...columns, { field: field.key }])}>
                {text}
              </Checkbox>
            </li>
          ) : null;
        })}
      </ul>
    </div>
  );
}
