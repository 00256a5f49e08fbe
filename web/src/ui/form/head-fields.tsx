import { Fragment } from 'react';
import type { Field } from '@/engine/blueprint';
import type { FormState } from '@/engine/form/form-state';
import { HEAD } from '@/engine/form/row';
import { bySection } from '@/engine/layout';
import { usePreferences } from '../preferences';
import { FieldControl } from './field-control';
import css from './form.module.css';

/** The fields of the head, under the headings of their sections. */
export function HeadFields({ state, fields }: { state: FormState; fields: readonly Field[] }) {
  const { language } = usePreferences();
  return (
    <div className={css.grid}>
      {bySection(fields, language).map(([heading, members]) => (
        <Fragment key={heading}>
          {heading === '' ? null : <h3 className={css.section}>{heading}</h3>}
          {members.map((field) => (
            <FieldControl key={field.key} state={state} uid={HEAD} field={field} />
          ))}
        </Fragment>
      ))}
    </div>
  );
}
