import { lazy, type ReactNode, Suspense, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useNavigate } from 'react-router';
import { newKey } from '@/api/keys';
import { loadRecord, type StoredRecord } from '@/api/records';
import type { Form } from '@/engine/blueprint';
import type { FormState } from '@/engine/form/form-state';
import { isDirty } from '@/engine/form/payload';
import { applyDraft, takeDraft } from '@/engine/form/rebase';
import { filledInFields } from '@/engine/layout';
import { FormBody } from '@/ui/form/form-body';
import { createFormState } from '@/ui/form/use-form-state';
import { Page } from '@/ui/page';
import { useWorkplace } from '@/ui/session';
import { FormBar } from './form-bar';
import css from './record.module.css';
import { useDraft } from './use-draft';
import { useLeaveGuard } from './use-leave-guard';
import { useSave } from './use-save';

const RestoredNote = lazy(async () => ({ default: (await import('./restored-note')).RestoredNote }));
const PasteContact = lazy(async () => ({ default: (await import('./paste-contact')).PasteContact }));
const FlowPreview = lazy(async () => ({ default: (await import('./flow/flow-preview')).FlowPreview }));
const ConflictDialog = lazy(async () => ({ default: (await import('./conflict-dialog')).ConflictDialog }));

interface RecordFormProps {
  form: Form;
  record?: StoredRecord | undefined;
  title: string;
  /** Above the fields. */
  note?: ReactNode;
}

interface Edition {
  state: FormState;
  record: StoredRecord | undefined;
  key: string;
}

/** Enters or changes a record: everything on it comes from the form's artifact. */
export function RecordForm({ form, record, title, note }: RecordFormProps) {
  const { blueprint } = useWorkplace();
  const navigate = useNavigate();
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
    draft.forget();
    if (another) {
      setEdition(open(undefined));
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
    draft.forget();
    setEdition(open(record));
  };

  useSaveKey(() => void save(false));
  const fields = useMemo(() => filledInFields(form, record === undefined), [form, record]);
  const body = useRef<HTMLDivElement>(null);
  useFirstInput(body, edition.key);
  return (
    <Page title={title}>
      <div className={css.form} ref={body}>
        {note ? <Suspense fallback={null}>{note}</Suspense> : null}
        {draft.restored ? (
          <Suspense fallback={null}>
            <RestoredNote onDiscard={startOver} />
          </Suspense>
        ) : null}
        {form.fields.some((field) => field.type === 'phone') ? (
          <Suspense fallback={null}>
            <PasteContact state={state} />
          </Suspense>
        ) : null}
        <FormBody key={edition.key} state={state} fields={fields} />
        {record === undefined && form.hasFlow ? (
          <Suspense fallback={null}>
            <FlowPreview key={edition.key} state={state} />
          </Suspense>
        ) : null}
      </div>
      <FormBar
        state={state}
        complaints={saving.complaints}
        busy={saving.busy}
        onCancel={() => void navigate(-1)}
        onSave={() => void save(false)}
        {...(record ? {} : { onSaveAndNew: () => void save(true) })}
      />
      {saving.outdated ? (
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

/** A form is there to be filled in: the first input has the cursor, except where that would raise a phone's keyboard. */
function useFirstInput(body: { current: HTMLElement | null }, edition: string): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: each new edition of the form begins at its top
  useEffect(() => {
    if (!window.matchMedia('(pointer: fine)').matches) return;
    body.current?.querySelector<HTMLElement>('input:not([type="file"]):not([disabled]), textarea')?.focus();
  }, [body, edition]);
}
