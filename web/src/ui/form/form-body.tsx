import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Field } from '@/engine/blueprint';
import type { FormState } from '@/engine/form/form-state';
import { HEAD } from '@/engine/form/row';
import { fillLayout } from '@/engine/layout';
import { LinesEditor } from '../lines/lines-editor';
import css from './form.module.css';
import { FormParts } from './form-parts';
import { HeadFields } from './head-fields';
import { useDerived } from './use-cell';
import { useFigures } from './use-figures';

/** Everything of a form that is filled in; a section or tab whose fields are all hidden at the moment is not there. */
export function FormBody({ state, fields }: { state: FormState; fields: readonly Field[] }) {
  useFigures(state);
  const hidden = useDerived(state, () =>
    fields.flatMap((field) => (state.cell(HEAD, field.key).visible ? [] : field.key)).join(' '),
  );
  const parts = useMemo(() => {
    const without = new Set(hidden.split(' '));
    return fillLayout(
      state.form,
      fields.filter((field) => !without.has(field.key)),
    );
  }, [state, fields, hidden]);
  return (
    <FormParts
      parts={parts}
      fields={(members, columns) => <HeadFields state={state} fields={members} columns={columns} />}
      lines={(field) => <LinesEditor state={state} field={field} />}
      mark={(members) => <Wrong state={state} fields={members} />}
    />
  );
}

/** A tab that is not in front may hold what keeps the record from being saved. */
function Wrong({ state, fields }: { state: FormState; fields: readonly Field[] }) {
  const { t } = useTranslation();
  const wrong = useDerived(state, () => fields.some((field) => state.cell(HEAD, field.key).problem !== undefined));
  return wrong ? <span className={css.tabMark} role="img" aria-label={t('form.tab_wrong')} /> : null;
}
