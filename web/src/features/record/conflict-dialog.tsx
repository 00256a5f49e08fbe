import '@/i18n/conflict';
import { Button, Modal, Radio } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Conflict } from '@/api/problem';
import { type Field, type Form, findField } from '@/engine/blueprint';
import type { FormState } from '@/engine/form/form-state';
import type { Value } from '@/engine/values';
import { useLabel } from '@/ui/session';
import { ValueView } from '@/ui/values/value-view';
import css from './record.module.css';

interface ConflictDialogProps {
  form: Form;
  state: FormState;
  conflicts: readonly Conflict[];
  /** The fields in which the other person's value is to stay. */
  onResolve: (theirs: ReadonlySet<string>) => void;
  onCancel: () => void;
}

/** Two people changed the same record: both values of each field, and the choice between them. */
export function ConflictDialog({ form, state, conflicts, onResolve, onCancel }: ConflictDialogProps) {
  const { t } = useTranslation();
  const label = useLabel();
  const [theirs, setTheirs] = useState<ReadonlySet<string>>(new Set());
  const choose = (field: string, their: boolean) => {
    const next = new Set(theirs);
    if (their) next.add(field);
    else next.delete(field);
    setTheirs(next);
  };
  return (
    <Modal
      open
      width={720}
      title={t('conflict.title')}
      onCancel={onCancel}
      footer={
        <>
          {conflicts.length > 1 ? (
            <>
              <Button onClick={() => setTheirs(new Set(conflicts.map((conflict) => conflict.field)))}>
                {t('conflict.all_theirs')}
              </Button>
              <Button onClick={() => setTheirs(new Set())}>{t('conflict.all_mine')}</Button>
            </>
          ) : null}
          <Button type="primary" onClick={() => onResolve(theirs)}>
            {t('conflict.save')}
          </Button>
        </>
      }
    >
      <p className={css.conflictText}>{conflicts.length > 0 ? t('conflict.text') : t('conflict.elsewhere')}</p>
      <ul className={css.conflicts}>
        {conflicts.map((conflict) => {
          const field = findField(form.fields, conflict.field);
          const mine = state.head.values.get(conflict.field) ?? (conflict.yours as Value);
          return (
            <li key={conflict.field}>
              <h3>{label(field?.label, conflict.label ?? conflict.field)}</h3>
              <Radio.Group
                className={css.sides}
                value={theirs.has(conflict.field) ? 'theirs' : 'mine'}
                onChange={(event) => choose(conflict.field, event.target.value === 'theirs')}
              >
                <Radio value="mine">
                  {t('conflict.mine')} <Side field={field} value={mine} />
                </Radio>
                <Radio value="theirs">
                  {t('conflict.theirs')} <Side field={field} value={conflict.theirs as Value} />
                </Radio>
              </Radio.Group>
              {conflict.base === undefined || field?.type === 'lines' ? null : (
                <p className={css.conflictBase}>
                  {t('conflict.base')} <Side field={field} value={conflict.base as Value} />
                </p>
              )}
            </li>
          );
        })}
      </ul>
    </Modal>
  );
}

function Side({ field, value }: { field: Field | undefined; value: Value }) {
  const { t } = useTranslation();
  if (field?.type === 'lines') {
    return <strong>{t('lines.count', { count: Array.isArray(value) ? value.length : 0 })}</strong>;
  }
  return <strong>{field ? <ValueView field={field} value={value} /> : JSON.stringify(value)}</strong>;
}
