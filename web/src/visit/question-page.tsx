/** @jsxImportSource preact */
import { useState } from 'preact/hooks';
import type { Field } from '@/engine/blueprint';
import { find, Refused, type Shown } from './api';
import { label, t } from './texts';
import { valueText } from './value-text';

/** The library tells inputs apart by their kind; here it is known only at run time. */
const KINDS = { phone: 'tel', email: 'email', date: 'date' } as Partial<Record<Field['type'], string>> as Partial<
  Record<Field['type'], 'text'>
>;

/** Asks for what only who belongs to a record knows, and shows what the link says of it. */
export function QuestionPage({ ask }: { ask: readonly Field[] }) {
  const [values, setValues] = useState<Record<string, string>>({});
  const [found, setFound] = useState<{ fields: Shown[] }[]>();
  const [problems, setProblems] = useState<Record<string, string>>({});
  const [failure, setFailure] = useState('');
  const [busy, setBusy] = useState(false);
  const submit = async (event: Event) => {
    event.preventDefault();
    setBusy(true);
    setFailure('');
    setProblems({});
    setFound(undefined);
    try {
      setFound((await find(values)).items);
    } catch (error) {
      if (error instanceof Refused && error.violations.length > 0)
        setProblems(Object.fromEntries(error.violations.map((each) => [each.field ?? '', each.message])));
      else setFailure(error instanceof Refused ? error.message : t('visit.failed'));
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <form class="card" onSubmit={submit} novalidate>
        {ask.map((field) => {
          const problem = problems[field.key];
          return (
            <div key={field.key} class="field">
              <label for={`q-${field.key}`}>{label(field.label, field.key)}</label>
              <input
                id={`q-${field.key}`}
                type={KINDS[field.type] ?? 'text'}
                autocomplete="off"
                aria-invalid={problem !== undefined}
                aria-describedby={problem ? `q-${field.key}-problem` : undefined}
                value={values[field.key] ?? ''}
                onInput={(event) => setValues({ ...values, [field.key]: event.currentTarget.value })}
              />
              {problem ? (
                <p class="problem" id={`q-${field.key}-problem`}>
                  {problem}
                </p>
              ) : null}
            </div>
          );
        })}
        <p class="problem" role="alert">
          {failure}
        </p>
        <button type="submit" class="main" disabled={busy}>
          {busy ? t('visit.finding') : t('visit.find')}
        </button>
      </form>
      <div aria-live="polite">
        {found && found.length === 0 ? <p class="note">{t('visit.nothing')}</p> : null}
        {found?.map((record, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: an answer tells nothing by which it could be known again
          <dl key={index} class="card">
            {record.fields.map((field) => (
              <div key={field.key} class="answer">
                <dt>{label(field.label, field.key)}</dt>
                <dd>{field.type === 'lines' ? <Table field={field} /> : valueText(field, field.value) || '—'}</dd>
              </div>
            ))}
          </dl>
        ))}
      </div>
    </>
  );
}

function Table({ field }: { field: Shown }) {
  if (field.type !== 'lines') return null;
  return (
    <table>
      <thead>
        <tr>
          {field.fields.map((column) => (
            <th key={column.key} scope="col">
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
              <td key={column.key}>{valueText(column, row[column.key])}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
