import { useId } from 'react';
import type { Field } from '@/engine/blueprint';
import type { FormState } from '@/engine/form/form-state';
import { isWide } from '@/engine/layout';
import { FieldInput } from '../inputs/field-input';
import { useProblemText } from '../problem-text';
import { useLabel } from '../session';
import { ValueView } from '../values/value-view';
import css from './form.module.css';
import { useCell } from './use-cell';

/** A field of a form: label, input, help, and what is wrong. */
export function FieldControl({ state, uid, field }: { state: FormState; uid: string; field: Field }) {
  const id = useId();
  const cell = useCell(state, uid, field.key);
  const label = useLabel();
  const problemText = useProblemText();
  if (!cell.visible) return null;
  const problem = problemText(cell.problem);
  const help = field.help ? label(field.help) : undefined;
  const note = problem ?? help;
  return (
    <div className={`${css.field} ${isWide(field) ? css.wide : ''}`} data-field={field.key}>
      <label htmlFor={cell.readOnly ? undefined : id} className={css.label}>
        {label(field.label, field.key)}
        {cell.required ? (
          <span className={css.star} aria-hidden>
            *
          </span>
        ) : null}
      </label>
      {cell.readOnly ? (
        <div className={css.output}>
          <ValueView field={field} value={cell.value} />
        </div>
      ) : (
        <FieldInput
          id={id}
          field={field}
          value={cell.value}
          raw={cell.raw}
          invalid={problem !== undefined}
          closed={cell.closed}
          limits={field.type === 'reference' ? () => state.limits(uid, field.key) : undefined}
          describedBy={note === undefined ? undefined : `${id}-note`}
          onText={(text) => state.type(uid, field.key, text)}
          onValue={(value, picked) => {
            if (field.type === 'reference' && picked) state.provideAll(field.form, picked);
            state.set(uid, field.key, value);
          }}
        />
      )}
      <div id={`${id}-note`} className={problem ? css.problem : css.help} role={problem ? 'alert' : undefined}>
        {note}
      </div>
    </div>
  );
}
