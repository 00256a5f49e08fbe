import { Alert, Button } from 'antd';
import { lazy, Suspense, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { loadRecord, type StoredRecord } from '@/api/records';
import { type Field, type Form, isSystemMade } from '@/engine/blueprint';
import type { FormState } from '@/engine/form/form-state';
import { isDirty } from '@/engine/form/payload';
import { applyDraft, takeDraft } from '@/engine/form/rebase';
import { HEAD } from '@/engine/form/row';
import { dropDraft } from '@/ui/form/drafts';
import { HeadFields } from '@/ui/form/head-fields';
import { useCell } from '@/ui/form/use-cell';
import { createFormState } from '@/ui/form/use-form-state';
import { LinesEditor } from '@/ui/lines/lines-editor';
import { Page, Panel } from '@/ui/page';
import { useLabel, useWorkplace } from '@/ui/session';
import { ValueView } from '@/ui/values/value-view';
import css from './record.module.css';
import { totalFields } from './totals';
import { useDraft } from './use-draft';
import { useLeaveGuard } from './use-leave-guard';
import { newKey, useSave } from './use-save';

const ConflictDialog = lazy(async () => ({ default: (await import('./conflict-dialog')).ConflictDialog }));

interface RecordFormProps {
  form: Form;
  record?: StoredRecord | undefined;
  title: string;
}

interface Edition {
  state: FormState;
  record: StoredRecord | undefined;
  key: string;
}

/** Enters or changes a record: everything on it comes from the form's artifact. */
export function RecordForm({ form, record, title }: RecordFormProps) {
  const { t } = useTranslation();
  const { blueprint } = useWorkplace();
  const navigate = useNavigate();
  const label = useLabel();
  const open = useCallback(
    (stored: StoredRecord | undefined): Edition => {
      const state = createFormState(blueprint, form, stored);
      if (!stored) for (const field of form.fields) if (field.type === 'lines') state.addRow(field.key);
      return { state, record: stored, key: newKey() };
    },
    [blueprint, form],
  );
  const [edition, setEdition] = useState(() => open(record));
  const { state } = edition;
  const stored = edition.record?.values;
  const saving = useSave(edition.record, edition.key);
  const place = `${form.key}/${record?.id ?? 'new'}`;
  const draft = useDraft(state, place, edition.record?.rev, stored);
  const saved = useRef(false);
  useLeaveGuard(useCallback(() => !saved.current && isDirty(state, stored), [state, stored]));

  const finish = (result: StoredRecord | undefined, another: boolean) => {
    if (!result) return;
    dropDraft(place);
    if (another) {
      setEdition(open(undefined));
      draft.forget();
      return;
    }
    saved.current = true;
    void navigate(`/forms/${form.key}/${result.id}`, { replace: true });
  };
  const save = async (another: boolean) => finish(await saving.save(state), another);

  const resolve = async (theirs: ReadonlySet<string>) => {
    if (!edition.record) return;
    const latest = await loadRecord(form.key, edition.record.id);
    const next = open(latest);
    applyDraft(next.state, takeDraft(state), theirs);
    setEdition(next);
    saving.forgetConflicts();
  };

  const startOver = () => {
    dropDraft(place);
    setEdition(open(record));
    draft.forget();
  };

  useSaveKey(() => void save(false));
  const fields = useMemo(() => headFields(form, record === undefined), [form, record]);
  return (
    <Page title={title}>
      <div className={css.form}>
        {draft.restored ? (
          <Alert
            type="info"
            showIcon
            title={t('form.restored')}
            action={
              <Button size="small" onClick={startOver}>
                {t('form.discard')}
              </Button>
            }
          />
        ) : null}
        <Panel>
          <HeadFields state={state} fields={fields} />
        </Panel>
        {form.fields.map((field) =>
          field.type === 'lines' ? (
            <LinesEditor key={`${edition.key}/${field.key}`} state={state} field={field} />
          ) : null,
        )}
      </div>
      <footer className={css.bar}>
        {saving.complaints.length > 0 ? (
          <ul role="alert" className={css.complaints}>
            {saving.complaints.map((complaint) => (
              <li key={complaint}>{complaint}</li>
            ))}
          </ul>
        ) : null}
        <div className={css.barRow}>
          <dl className={css.totals}>
            {totalFields(form).map((field) => (
              <div key={field.key}>
                <dt>{label(field.label, field.key)}</dt>
                <dd>
                  <Total state={state} field={field} />
                </dd>
              </div>
            ))}
          </dl>
          <Button onClick={() => void navigate(-1)}>{t('common.cancel')}</Button>
          {record ? null : (
            <Button disabled={saving.busy} onClick={() => void save(true)}>
              {t('form.save_and_new')}
            </Button>
          )}
          <Button type="primary" loading={saving.busy} onClick={() => void save(false)}>
            {t('form.save')}
          </Button>
        </div>
      </footer>
      {saving.conflicts.length > 0 ? (
        <Suspense fallback={null}>
          <ConflictDialog
            form={form}
            state={state}
            conflicts={saving.conflicts}
            onResolve={(theirs) => void resolve(theirs)}
            onCancel={saving.forgetConflicts}
          />
        </Suspense>
      ) : null}
    </Page>
  );
}

function Total({ state, field }: { state: FormState; field: Field }) {
  const cell = useCell(state, HEAD, field.key);
  return <ValueView field={field} value={cell.value} />;
}

/** What a person fills in, and what is computed from it; what only others fill shows once there is something in it. */
function headFields(form: Form, isNew: boolean): Field[] {
  const totals = new Set(totalFields(form));
  return form.fields.filter((field) => {
    if (field.type === 'lines' || totals.has(field)) return false;
    if (field.formula !== undefined) return true;
    const closed = field.access === 'read' || field.readOnly === true;
    return !isSystemMade(field) && !(isNew && closed && field.copy === undefined);
  });
}

function useSaveKey(save: () => void): void {
  const latest = useRef(save);
  latest.current = save;
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 's') return;
      event.preventDefault();
      latest.current();
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, []);
}
