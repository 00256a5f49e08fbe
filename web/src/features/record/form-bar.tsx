import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Field } from '@/engine/blueprint';
import type { FormState } from '@/engine/form/form-state';
import { HEAD } from '@/engine/form/row';
import { totalFields } from '@/engine/layout';
import { BusyButton } from '@/ui/busy-button';
import { useCell } from '@/ui/form/use-cell';
import { useLabel } from '@/ui/session';
import { ValueView } from '@/ui/values/value-view';
import css from './record.module.css';

interface FormBarProps {
  state: FormState;
  complaints: readonly string[];
  busy: boolean;
  onCancel: () => void;
  onSave?: () => void;
  onSaveAndNew?: () => void;
  /** In place of saving. */
  actions?: ReactNode;
}

/** Always in sight under a form: its totals, what keeps it from being saved, and the way to save it. */
export function FormBar({ state, complaints, busy, onCancel, onSave, onSaveAndNew, actions }: FormBarProps) {
  const { t } = useTranslation();
  const label = useLabel();
  return (
    <section className={css.bar} aria-label={t('form.bar')}>
      {complaints.length > 0 ? (
        <ul role="alert" className={css.complaints}>
          {complaints.map((complaint) => (
            <li key={complaint}>{complaint}</li>
          ))}
        </ul>
      ) : null}
      <div className={css.barRow}>
        <dl className={css.totals}>
          {totalFields(state.form).map((field) => (
            <div key={field.key}>
              <dt>{label(field.label, field.key)}</dt>
              <dd>
                <Total state={state} field={field} />
              </dd>
            </div>
          ))}
        </dl>
        <Button onClick={onCancel}>{t('common.cancel')}</Button>
        {onSaveAndNew ? (
          <Button disabled={busy} onClick={onSaveAndNew}>
            {t('form.save_and_new')}
          </Button>
        ) : null}
        {actions ?? (
          <BusyButton type="primary" busy={busy} onClick={onSave}>
            {t('form.save')}
          </BusyButton>
        )}
      </div>
    </section>
  );
}

function Total({ state, field }: { state: FormState; field: Field }) {
  const cell = useCell(state, HEAD, field.key);
  return <ValueView field={field} value={cell.value} />;
}
