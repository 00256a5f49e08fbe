import { useTranslation } from 'react-i18next';
import type { Field } from '@/engine/blueprint';
import type { LineChange } from '@/engine/history/lines';
import { isEmpty, type LineValue } from '@/engine/values';
import { useLabel } from '@/ui/session';
import { ValueView } from '@/ui/values/value-view';
import css from './history.module.css';

const MOST = 30;

/** What became of rows, one sentence each. */
export function LineSentences({ changes, columns }: { changes: readonly LineChange[]; columns: readonly Field[] }) {
  const { t } = useTranslation();
  return (
    <ul className={css.rows}>
      {changes.slice(0, MOST).map((change) => (
        <li key={`${change.kind}/${change.line}`}>
          <LineSentence change={change} columns={columns} />
        </li>
      ))}
      {changes.length > MOST ? <li>{t('lines.count', { count: changes.length })}</li> : null}
    </ul>
  );
}

function LineSentence({ change, columns }: { change: LineChange; columns: readonly Field[] }) {
  const { t } = useTranslation();
  const label = useLabel();
  switch (change.kind) {
    case 'added':
      return (
        <>
          {t('history.line_added', { line: change.line })} <Row row={change.row} columns={columns} />
        </>
      );
    case 'removed':
      return (
        <>
          {t('history.line_removed', { line: change.line })} <Row row={change.row} columns={columns} />
        </>
      );
    case 'moved':
      return <>{t('history.line_moved', { line: change.line, from: change.from })}</>;
    case 'changed':
      return (
        <>
          {t('history.line_changed', { line: change.line })}{' '}
          {change.cells.map((cell) => (
            <span key={cell.column.key} className={css.cell}>
              {label(cell.column.label, cell.column.key)}{' '}
              {isEmpty(cell.before) ? null : (
                <>
                  <ValueView field={cell.column} value={cell.before} dense />
                  <span aria-hidden> → </span>
                </>
              )}
              {isEmpty(cell.after) ? '—' : <ValueView field={cell.column} value={cell.after} dense />}
            </span>
          ))}
        </>
      );
  }
}

function Row({ row, columns }: { row: LineValue; columns: readonly Field[] }) {
  return (
    <span className={css.row}>
      {columns
        .filter((column) => !isEmpty(row[column.key]))
        .slice(0, 4)
        .map((column, index) => (
          <span key={column.key}>
            {index > 0 ? ' · ' : ''}
            <ValueView field={column} value={row[column.key]} dense />
          </span>
        ))}
    </span>
  );
}
