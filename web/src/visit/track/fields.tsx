/** @jsxImportSource preact */
import type { Shown } from '../api';
import { label } from '../texts';
import { valueText } from '../value-text';

const NUMBERS = new Set(['number', 'money', 'percent']);

/** Values with their names; line items as a table that stays within a narrow screen. */
export function Fields({ fields }: { fields: readonly Shown[] }) {
  const single = fields.filter((field) => field.type !== 'lines' && valueText(field, field.value) !== '');
  return (
    <>
      {single.length > 0 ? (
        <dl class="facts">
          {single.map((field) => (
            <div key={field.key} class="answer">
              <dt>{label(field.label, field.key)}</dt>
              <dd>{valueText(field, field.value)}</dd>
            </div>
          ))}
        </dl>
      ) : null}
      {fields.map((field) =>
        field.type === 'lines' && (field.rows ?? []).length > 0 ? <Rows key={field.key} field={field} /> : null,
      )}
    </>
  );
}

function Rows({ field }: { field: Shown }) {
  if (field.type !== 'lines') return null;
  return (
    <table aria-label={label(field.label, field.key)}>
      <thead>
        <tr>
          {field.fields.map((column) => (
            <th key={column.key} scope="col" class={NUMBERS.has(column.type) ? 'number' : ''}>
              {label(column.label, column.key)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {(field.rows ?? []).map((row, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: rows are told without anything they could be known by
          <tr key={index}>
            {field.fields.map((column) => (
              <td key={column.key} class={NUMBERS.has(column.type) ? 'number' : ''}>
                {valueText(column, row[column.key])}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
