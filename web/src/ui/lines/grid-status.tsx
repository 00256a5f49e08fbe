import { useTranslation } from 'react-i18next';
import type { Field } from '@/engine/blueprint';
import type { FormState } from '@/engine/form/form-state';
import { useCell } from '../form/use-cell';
import { useProblemText } from '../problem-text';
import { useLabel } from '../session';
import css from './lines.module.css';
import type { Cursor } from './use-cursor';

interface GridStatusProps {
  id: string;
  state: FormState;
  lines: string;
  columns: readonly Field[];
  cursor: Cursor | undefined;
  /** What the last paste did. */
  note: string;
}

/** The line under the grid: what is wrong with the cell under the cursor, else the keys that work here. */
export function GridStatus({ id, state, lines, columns, cursor, note }: GridStatusProps) {
  const { t } = useTranslation();
  const row = cursor && state.rows(lines)[cursor.row];
  const field = cursor && columns[cursor.column];
  return (
    <div id={id} className={css.status}>
      {row && field ? <CellProblem state={state} uid={row.uid} field={field} /> : null}
      {note === '' ? null : <output>{note}</output>}
      <span className={css.keys}>{t('lines.keys')}</span>
    </div>
  );
}

function CellProblem({ state, uid, field }: { state: FormState; uid: string; field: Field }) {
  const cell = useCell(state, uid, field.key);
  const text = useProblemText()(cell.problem);
  const label = useLabel();
  if (text === undefined) return null;
  return (
    <strong className={css.problem}>
      {label(field.label, field.key)}：{text}
    </strong>
  );
}
