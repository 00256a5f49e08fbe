import { useTranslation } from 'react-i18next';
import type { ReturnedCell, ReturnedChoice, ReturnedRow, ReturnedSheet } from '@/api/returned';
import type { Form } from '@/engine/blueprint';
import { listedField } from '@/engine/system-fields';
import { OneOf } from '@/ui/plain-choices';
import { useLabel } from '@/ui/session';
import css from './wizard.module.css';

interface ReturnedTableProps {
  form: Form;
  sheet: ReturnedSheet;
  rows: readonly ReturnedRow[];
  choice: ReturnedChoice;
  onChoice: (choice: ReturnedChoice) => void;
}

/** Cell by cell: what went out, what came back, what is there now. */
export function ReturnedTable({ form, sheet, rows, choice, onChoice }: ReturnedTableProps) {
  const { t } = useTranslation();
  const label = useLabel();
  return (
    <div className={css.scroll}>
      <table className={css.preview}>
        <thead>
          <tr>
            <th scope="col">{t('returned.record')}</th>
            <th scope="col">{t('returned.what')}</th>
            <th scope="col">{t('returned.field')}</th>
            <th scope="col">{t('returned.base')}</th>
            <th scope="col">{t('returned.mine')}</th>
            <th scope="col">{t('returned.theirs')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.flatMap((row) => {
            const span = Math.max(1, row.cells.length);
            const head = (
              <>
                <th scope="rowgroup" rowSpan={span}>
                  {row.title}
                </th>
                <td rowSpan={span}>
                  <span className={`${css.state} ${css[row.kind]}`}>
                    {row.outcome === null ? t(`returned.kind.${row.kind}`) : t(`returned.outcome.${row.outcome}`)}
                  </span>
                  {row.reason === null ? null : <span className={css.reason}>{row.reason}</span>}
                </td>
              </>
            );
            if (row.cells.length === 0) {
              return (
                <tr key={row.number}>
                  {head}
                  <td colSpan={4} />
                </tr>
              );
            }
            return row.cells.map((cell, index) => (
              <tr key={`${row.number}.${cell.field}`}>
                {index === 0 ? head : null}
                <th scope="row">{label(listedField(form, cell.field)?.label, cell.field)}</th>
                <td>{cell.base}</td>
                <td className={cell.problem === null ? '' : css.bad}>
                  {cell.mine}
                  {cell.problem === null ? null : <span className={css.reason}>{cell.problem}</span>}
                </td>
                <td className={cell.conflict ? css.bad : ''}>
                  {cell.theirs}
                  {cell.conflict && sheet.state === 'compared' ? (
                    <Whose row={row} cell={cell} choice={choice} onChoice={onChoice} />
                  ) : null}
                </td>
              </tr>
            ));
          })}
        </tbody>
      </table>
    </div>
  );
}

interface WhoseProps {
  row: ReturnedRow;
  cell: ReturnedCell;
  choice: ReturnedChoice;
  onChoice: (choice: ReturnedChoice) => void;
}

/** Both have changed the cell: one of them wins. */
function Whose({ row, cell, choice, onChoice }: WhoseProps) {
  const { t } = useTranslation();
  const key = `${row.number}.${cell.field}`;
  return (
    <OneOf
      name={t('returned.whose')}
      disabled={cell.problem !== null}
      value={choice.cells[key] ?? choice.conflicts}
      onChange={(whose) => onChoice({ ...choice, cells: { ...choice.cells, [key]: whose } })}
      options={[
        { value: 'mine', label: t('returned.take_mine') },
        { value: 'theirs', label: t('returned.take_theirs') },
      ]}
    />
  );
}
