/** @jsxImportSource preact */
import { useEffect, useMemo, useReducer, useRef, useState } from 'preact/hooks';
import type { Field, Form, LinesField } from '@/engine/blueprint';
import { ANYTHING, FormState } from '@/engine/form/form-state';
import { findProblems } from '@/engine/form/judgement';
import { creationPayload } from '@/engine/form/payload';
import { HEAD, type Row } from '@/engine/form/row';
import { placeViolations } from '@/engine/form/violations';
import { formulas } from '@/engine/formulas';
import type { Value } from '@/engine/values';
import { Refused, type Seen, send, type Thanks } from './api';
import { Input } from './inputs';
import { label, problemText, t } from './texts';

type Shown = Field & { value?: Value; revealed?: Field[] };

const MAY = { view: false, create: true, edit: false, delete: false, import: false, export: false };

/** The granted form, and behind its references the fields that are shown of them. */
function open(seen: NonNullable<Seen['form']>, timeZone: string): FormState {
  const form: Form = { ...seen, may: MAY };
  const targets = new Map<string, Form>();
  const collect = (fields: readonly Field[]) => {
    for (const field of fields as readonly Shown[]) {
      if (field.type === 'lines') collect(field.fields);
      if (field.type !== 'reference') continue;
      const known = targets.get(field.form)?.fields ?? [];
      const more = (field.revealed ?? []).filter((each) => !known.some((one) => one.key === each.key));
      targets.set(field.form, { key: field.form, label: {}, fields: [...known, ...more], may: MAY });
    }
  };
  collect(form.fields);
  const state = new FormState(form, {
    forms: [form, ...targets.values()],
    language: formulas,
    timeZone,
    // What is shown of a record comes with the choice itself.
    askReference: () => undefined,
  });
  state.act(undefined, () => {
    for (const field of form.fields as readonly Shown[]) {
      if (field.value !== undefined) state.set(HEAD, field.key, field.value);
      if (field.type === 'lines' && (field.minimum ?? 0) > 0) state.addRow(field.key);
    }
  });
  return state;
}

/** Fills in the form and sends it. */
export function FormPage({ form, timeZone }: { form: NonNullable<Seen['form']>; timeZone: string }) {
  const [edition, setEdition] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another edition is another form to fill in
  const state = useMemo(() => open(form, timeZone), [form, timeZone, edition]);
  const key = useRef('');
  const [, redraw] = useReducer<number, void>((count) => count + 1, 0);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState('');
  const [thanks, setThanks] = useState<Thanks>();
  useEffect(() => state.subscribe(ANYTHING, () => redraw()), [state]);
  const submit = async (event: Event) => {
    event.preventDefault();
    state.showProblems();
    const wrong = findProblems(state);
    if (wrong.length > 0) {
      setFailure(t('visit.mend', { count: wrong.length }));
      requestAnimationFrame(() => document.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
      return;
    }
    setBusy(true);
    setFailure('');
    // The same form is sent under the same key until it has arrived, so that it arrives once.
    key.current ||= crypto.getRandomValues(new Uint32Array(4)).join('-');
    try {
      setThanks(await send(creationPayload(state), key.current));
      key.current = '';
      scrollTo(0, 0);
    } catch (error) {
      if (error instanceof Refused) {
        if (error.status < 500) key.current = '';
        const homeless = placeViolations(state, error.violations);
        setFailure(
          homeless.join(' ') ||
            (error.violations.length > 0 ? t('visit.mend', { count: error.violations.length }) : error.message),
        );
        redraw();
      } else setFailure(t('visit.failed'));
    } finally {
      setBusy(false);
    }
  };
  if (thanks) {
    return (
      <div class="card" role="status">
        <h2>{t('visit.sent')}</h2>
        {thanks.thanks ? <p class="intro">{thanks.thanks}</p> : null}
        {thanks.number ? (
          <p>
            {t('visit.number')}：<strong>{thanks.number}</strong>
          </p>
        ) : null}
        <button
          type="button"
          onClick={() => {
            setThanks(undefined);
            setEdition(edition + 1);
          }}
        >
          {t('visit.again')}
        </button>
      </div>
    );
  }
  return (
    <form onSubmit={submit} novalidate>
      <div class="card">
        {state.form.fields.map((field) =>
          field.type === 'lines' ? null : (
            <FieldRow key={field.key} state={state} row={state.head} field={field} path={field.key} />
          ),
        )}
      </div>
      {state.form.fields.map((field) =>
        field.type === 'lines' ? <Lines key={field.key} state={state} field={field} /> : null,
      )}
      <p class="problem" role="alert">
        {failure}
      </p>
      <button type="submit" class="main" disabled={busy}>
        {busy ? t('visit.sending') : t('visit.send')}
      </button>
    </form>
  );
}

interface FieldRowProps {
  state: FormState;
  row: Row;
  field: Field;
  /** How a picker names the field: lines.product. */
  path: string;
}

function FieldRow({ state, row, field, path }: FieldRowProps) {
  const cell = state.cell(row.uid, field.key);
  if (!cell.visible) return null;
  const id = `f${row.uid}-${field.key}`;
  const problem = problemText(cell.problem);
  return (
    <div class="field">
      <label for={id} id={`${id}-label`}>
        {label(field.label, field.key)}
        {cell.required ? (
          <span class="star" title={t('visit.required')}>
            *
          </span>
        ) : null}
      </label>
      <Input state={state} row={row} field={field} path={path} id={id} cell={cell} invalid={problem !== ''} />
      {field.help ? <p class="help">{label(field.help)}</p> : null}
      {problem ? (
        <p class="problem" id={`${id}-problem`}>
          {problem}
        </p>
      ) : null}
    </div>
  );
}

function Lines({ state, field }: { state: FormState; field: LinesField }) {
  const rows = state.rows(field.key);
  const problem = problemText(state.cell(HEAD, field.key).problem);
  return (
    <section class="lines" aria-label={label(field.label, field.key)}>
      <h2>{label(field.label, field.key)}</h2>
      {rows.map((row, index) => (
        <div key={row.uid} class="card">
          <div class="line">
            <span>{t('visit.line', { number: index + 1 })}</span>
            <button
              type="button"
              class="quiet"
              aria-label={t('visit.remove_line', { number: index + 1 })}
              onClick={() => state.removeRow(field.key, row.uid)}
            >
              ×
            </button>
          </div>
          {field.fields.map((column) => (
            <FieldRow key={column.key} state={state} row={row} field={column} path={`${field.key}.${column.key}`} />
          ))}
        </div>
      ))}
      {problem ? <p class="problem">{problem}</p> : null}
      <button type="button" onClick={() => state.addRow(field.key)}>
        + {t('visit.add_line')}
      </button>
    </section>
  );
}
