import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { LinesField } from '@/engine/blueprint';
import type { FormState } from '@/engine/form/form-state';
import { FieldControl } from '../form/field-control';
import { useRows } from '../form/use-cell';
import { lineColumns } from './columns';
import css from './lines.module.css';

/** Line items on a phone: one card a line, the same inputs as everywhere. */
export function LineCards({ state, field }: { state: FormState; field: LinesField }) {
  const { t } = useTranslation();
  const rows = useRows(state, field.key);
  const columns = lineColumns(field, true);
  const full = field.maximum !== undefined && rows.length >= field.maximum;
  return (
    <div className={css.cards}>
      {rows.map((row, index) => (
        <section key={row.uid} className={css.card} aria-label={t('lines.row', { row: index + 1 })}>
          <header className={css.cardHead}>
            <span className="num">{index + 1}</span>
            <Button
              type="text"
              icon={<DeleteOutlined aria-hidden />}
              aria-label={t('lines.remove_row', { row: index + 1 })}
              onClick={() => state.removeRow(field.key, row.uid)}
            />
          </header>
          <div className={css.cardFields}>
            {columns.map((column) => (
              <FieldControl key={column.key} state={state} uid={row.uid} field={column} />
            ))}
          </div>
        </section>
      ))}
      <Button
        block
        size="large"
        icon={<PlusOutlined aria-hidden />}
        disabled={full}
        onClick={() => state.addRow(field.key)}
      >
        {t('lines.add_row')}
      </Button>
    </div>
  );
}
