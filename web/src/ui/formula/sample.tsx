import { useQuery } from '@tanstack/react-query';
import { Button, Select } from 'antd';
import { useId, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { loadRecord, loadRecords } from '@/api/records';
import type { Field } from '@/engine/blueprint';
import type { FormState } from '@/engine/form/form-state';
import type { Row } from '@/engine/form/row';
import { HEAD } from '@/engine/form/row';
import type { ValueType } from '@/engine/formula/value/types';
import type { FormulaPlace } from '@/engine/formulas';
import { useCell, useDerived, useRows } from '../form/use-cell';
import { createFormState } from '../form/use-form-state';
import { FieldInput } from '../inputs/field-input';
import { usePreferences } from '../preferences';
import { useLabel, useWorkplace } from '../session';
import { ValueView } from '../values/value-view';
import css from './formula.module.css';
import { fieldsRead, resultText, sampleRecords } from './sample-result';

interface SampleProps {
  text: string;
  place: FormulaPlace;
  expected: ValueType | undefined;
  field: Field | undefined;
}

const OWN = 'own';
const RECENT = 20;
const MOST_LINES = 3;

/** What the formula gives for one record of the form, or for values that somebody types to see. */
export function Sample({ text, place, expected, field }: SampleProps) {
  const { t } = useTranslation();
  const { blueprint } = useWorkplace();
  const select = useId();
  const [chosen, setChosen] = useState<string>();
  const { key } = place.form;
  const readable = blueprint.forms.some((form) => form.key === key && form.may.view);
  const recent = useQuery({
    queryKey: ['records', key, 'sample'],
    queryFn: ({ signal }) => loadRecords(key, {}, null, signal, RECENT),
    enabled: readable,
    staleTime: 60_000,
  });
  const items = recent.data?.items ?? [];
  const id = chosen ?? items[0]?.id ?? OWN;
  const record = useQuery({
    queryKey: ['records', key, 'sample', id],
    queryFn: ({ signal }) => loadRecord(key, id, signal),
    enabled: id !== OWN,
    staleTime: 60_000,
  });
  const stored = id === OWN ? undefined : record.data;
  const shape = JSON.stringify(place.form.fields.map((each) => [each.key, each.type, each.formula]));
  const lines = place.lines?.key;
  // The values somebody typed stay while the formula is being written; only another form or record begins anew.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the form as far as its shape goes
  const state = useMemo(() => {
    const made = createFormState({ ...blueprint, forms: [...place.forms] }, place.form, stored);
    if (lines !== undefined && made.rows(lines).length === 0) made.addRow(lines);
    return made;
  }, [blueprint, shape, stored, lines]);
  const busy = (readable && recent.isPending) || (id !== OWN && record.isPending);
  return (
    <section className={css.sample} aria-label={t('formula.try')}>
      <div className={css.sampleHead}>
        <label htmlFor={select}>{t('formula.sample')}</label>
        <Select
          id={select}
          size="small"
          value={id}
          popupMatchSelectWidth={false}
          showSearch={{ optionFilterProp: 'label' }}
          options={[
            ...items.map((item) => ({ value: item.id, label: item.title || item.id })),
            { value: OWN, label: t('formula.own_values') },
          ]}
          onChange={setChosen}
        />
      </div>
      {busy ? (
        <p className={css.quiet}>{t('formula.waiting')}</p>
      ) : (
        <>
          <Result text={text} place={place} expected={expected} field={field} state={state} />
          <SampleValues text={text} place={place} state={state} open={id === OWN} />
        </>
      )}
    </section>
  );
}

function rowOf(state: FormState, place: FormulaPlace): Row {
  return (place.lines && state.rows(place.lines.key)[0]) ?? state.head;
}

function Result({ text, place, expected, field, state }: SampleProps & { state: FormState }) {
  const { t } = useTranslation();
  const { language } = usePreferences();
  const { timeZone } = useWorkplace().blueprint.workspace;
  const records = useMemo(() => sampleRecords(state, place), [state, place]);
  const result = useDerived(state, () =>
    resultText(text, place, records, rowOf(state, place), { field, expected, language, timeZone }),
  );
  if (result === undefined) return <p className={css.quiet}>{t('formula.undecided')}</p>;
  const { kind, value, type } = JSON.parse(result) as { kind: string; value: string; type: string };
  const shown =
    kind === 'waiting'
      ? t('formula.waiting')
      : kind === 'empty'
        ? t('formula.empty')
        : kind === 'boolean'
          ? value === 'true'
            ? t('formula.holds')
            : t('formula.holds_not')
          : value;
  return (
    <p className={css.result}>
      <span className={css.quiet}>{t('formula.result')}</span>
      <output aria-label={t('formula.result')} aria-live="polite">
        <strong>{shown}</strong>
      </output>
      {expected === undefined ? <span className={css.quiet}>{t('formula.gives', { type })}</span> : null}
    </p>
  );
}

/** The values the formula reads, to be changed for trying; nothing of it is saved. */
function SampleValues({
  text,
  place,
  state,
  open,
}: {
  text: string;
  place: FormulaPlace;
  state: FormState;
  open: boolean;
}) {
  const { t } = useTranslation();
  const [asked, setAsked] = useState(false);
  const read = useMemo(() => fieldsRead(text, place), [text, place]);
  if (read.head.length === 0 && read.rows.length === 0) return null;
  if (!open && !asked) {
    return (
      <button type="button" className={css.toggle} onClick={() => setAsked(true)}>
        {t('formula.change_values')}
      </button>
    );
  }
  return (
    <div className={css.values}>
      {read.head.map((field) => (
        <SampleValue key={field.key} state={state} uid={HEAD} field={field} />
      ))}
      {read.rows.map(({ lines, fields }) => (
        <SampleLines key={lines} state={state} lines={lines} fields={fields} single={place.lines !== undefined} />
      ))}
    </div>
  );
}

interface SampleLinesProps {
  state: FormState;
  lines: string;
  fields: readonly Field[];
  /** Whether the formula is computed for one line, not over all of them. */
  single: boolean;
}

function SampleLines({ state, lines, fields, single }: SampleLinesProps) {
  const { t } = useTranslation();
  const rows = useRows(state, lines);
  const shown = rows.slice(0, single ? 1 : MOST_LINES);
  return (
    <>
      {shown.map((row, index) => (
        <div key={row.uid} className={css.values}>
          {single ? null : <p className={css.lineNumber}>{t('formula.line', { number: index + 1 })}</p>}
          {fields.map((field) => (
            <SampleValue key={field.key} state={state} uid={row.uid} field={field} />
          ))}
        </div>
      ))}
      {single || rows.length >= MOST_LINES ? null : (
        <Button size="small" onClick={() => state.addRow(lines)}>
          {t('formula.add_line')}
        </Button>
      )}
    </>
  );
}

function SampleValue({ state, uid, field }: { state: FormState; uid: string; field: Field }) {
  const cell = useCell(state, uid, field.key);
  const label = useLabel();
  const name = label(field.label, field.key);
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the input stands inside
    <label className={css.value}>
      {name}
      {field.formula !== undefined ? (
        <ValueView field={field} value={cell.value} />
      ) : (
        <FieldInput
          field={field}
          value={cell.value}
          raw={cell.raw}
          onText={(typed) => state.type(uid, field.key, typed)}
          onValue={(value, picked) => {
            if (field.type === 'reference' && picked) state.provideAll(field.form, picked);
            state.set(uid, field.key, value);
          }}
        />
      )}
    </label>
  );
}
