import type { LinesField } from '@/engine/blueprint';
import type { Row } from '@/engine/form/row';
import type { LineValue } from '@/engine/values';
import { Panel } from '../page';
import { useLabel } from '../session';
import { LinesTable } from './lines-table';

/** Line items that may only be read, on a form whose other fields are filled in. */
export default function LinesRead({ field, rows }: { field: LinesField; rows: readonly Row[] }) {
  const label = useLabel();
  if (rows.length === 0) return null;
  const shown = rows.map((row): LineValue => ({ ...Object.fromEntries(row.values), id: row.uid }));
  return (
    <Panel flush title={label(field.label, field.key)}>
      <LinesTable field={field} rows={shown} />
    </Panel>
  );
}
