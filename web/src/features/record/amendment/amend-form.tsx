import { App, Button, Input } from 'antd';
import { lazy, Suspense, useCallback, useId, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { propose } from '@/api/amendments';
import { newKey } from '@/api/keys';
import { loadRecord, type StoredRecord } from '@/api/records';
import type { Form } from '@/engine/blueprint';
import type { FormState } from '@/engine/form/form-state';
import { isDirty } from '@/engine/form/payload';
import { applyDraft, takeDraft } from '@/engine/form/rebase';
import { filledInFields } from '@/engine/layout';
import { BusyButton } from '@/ui/busy-button';
import { FormBody } from '@/ui/form/form-body';
import { createFormState } from '@/ui/form/use-form-state';
import { Page, Panel } from '@/ui/page';
import { useErrorText } from '@/ui/problem-text';
import { useWorkplace } from '@/ui/session';
import { FormBar } from '../form-bar';
import { useLeaveGuard } from '../use-leave-guard';
import { useSave } from '../use-save';
import css from './amendment.module.css';
import { Deciders, ImpactView } from './impact-view';
import { useImpact } from './use-impact';

const ConflictDialog = lazy(async () => ({ default: (await import('../conflict-dialog')).ConflictDialog }));

interface Edition {
  state: FormState;
  record: StoredRecord;
  key: string;
}

/** The usual form of the record, with what the changes would do beside it. */
export function AmendForm({ form: whole, record, title }: { form: Form; record: StoredRecord; title: string }) {
  const { t } = useTranslation();
  const { blueprint } = useWorkplace();
  const { message } = App.useApp();
  const navigate = useNavigate();
  const form = useMemo(() => withoutPromises(whole), [whole]);
  const open = useCallback(
    (stored: StoredRecord): Edition => ({
      state: createFormState(blueprint, form, stored),
      record: stored,
      key: newKey(),
    }),
    [blueprint, form],
  );
  const [edition, setEdition] = useState(() => open(record));
  const { state, record: stored } = edition;
  const [reason, setReason] = useState('');
  const [unsaid, setUnsaid] = useState(false);
  const sent = useRef(false);
  useLeaveGuard(useCallback(() => !sent.current && isDirty(state, stored.values), [state, stored]));
  const { changed, query } = useImpact(state, stored);
  const impact = changed ? query.data : undefined;
  const draft = useRef(false);
  const proposed = useRef('');
  const saving = useSave(stored, edition.key, async (values) => {
    const made = await propose(form.key, stored.id, { rev: stored.rev, values, reason, draft: draft.current });
    proposed.current = made.state;
  });
  const send = async (keep: boolean) => {
    if (reason.trim() === '') {
      setUnsaid(true);
      return;
    }
    draft.current = keep;
    if (!(await saving.save(state))) return;
    sent.current = true;
    const text =
      proposed.current === 'draft' ? 'kept' : proposed.current === 'applied' ? 'done' : ('submitted' as const);
    void message.success(t(`amendment.${text}`));
    void navigate(`/forms/${form.key}/${stored.id}`, { replace: true });
  };
  const resolve = async (theirs: ReadonlySet<string>) => {
    const next = open(await loadRecord(form.key, stored.id));
    applyDraft(next.state, takeDraft(state), theirs);
    setEdition(next);
    saving.forgetConflicts();
  };
  const fields = useMemo(() => filledInFields(form, false), [form]);
  const possible = impact !== undefined && impact.refusals.length === 0 && impact.against.length === 0;
  return (
    <Page title={title}>
      <p className={css.note}>{t('amendment.explain')}</p>
      <div className={css.columns}>
        <div className={css.main}>
          <FormBody key={edition.key} state={state} fields={fields} />
        </div>
        <div className={css.aside}>
          <Panel title={t('amendment.impact')}>
            <ImpactState form={form} state={{ changed, query, impact }} />
            <Reason value={reason} missing={unsaid && reason.trim() === ''} onChange={setReason} />
          </Panel>
        </div>
      </div>
      <FormBar
        state={state}
        complaints={saving.complaints}
        busy={saving.busy}
        onCancel={() => void navigate(-1)}
        actions={
          <>
            <Button disabled={saving.busy || !changed} onClick={() => void send(true)}>
              {t('amendment.keep')}
            </Button>
            <BusyButton
              type="primary"
              busy={saving.busy}
              disabled={!changed || (impact !== undefined && !possible)}
              onClick={() => void send(false)}
            >
              {possible && impact.ahead.length === 0 ? t('amendment.submit_now') : t('amendment.submit')}
            </BusyButton>
          </>
        }
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

/** What can be promised depends on what the record itself has reserved: here the impact says it. */
function withoutPromises(form: Form): Form {
  const fields = form.fields.map((field) =>
    field.type === 'lines' ? { ...field, fields: field.fields.filter(({ type }) => type !== 'promise') } : field,
  );
  return { ...form, fields };
}

type Asked = ReturnType<typeof useImpact> & { impact: ReturnType<typeof useImpact>['query']['data'] };

function ImpactState({ form, state }: { form: Form; state: Asked }) {
  const { t } = useTranslation();
  const errorText = useErrorText();
  const { changed, query, impact } = state;
  if (!changed) return <p className={css.quiet}>{t('amendment.waiting')}</p>;
  if (query.isError) return <p className={css.alert}>{errorText(query.error)}</p>;
  if (!impact) return <p className={css.quiet}>{t('amendment.working')}</p>;
  return (
    <div className={css.impact}>
      <ImpactView form={form} impact={impact} stale={query.isPlaceholderData} />
      <Deciders impact={impact} />
    </div>
  );
}

function Reason({ value, missing, onChange }: { value: string; missing: boolean; onChange: (text: string) => void }) {
  const { t } = useTranslation();
  const id = useId();
  return (
    <div className={css.reason}>
      <label htmlFor={id}>{t('amendment.reason')}</label>
      <Input.TextArea
        id={id}
        value={value}
        maxLength={2000}
        autoSize={{ minRows: 2, maxRows: 6 }}
        placeholder={t('amendment.reason_hint')}
        status={missing ? 'error' : ''}
        aria-required
        aria-invalid={missing}
        onChange={(event) => onChange(event.target.value)}
      />
      {missing ? <p role="alert">{t('amendment.reason_missing')}</p> : null}
    </div>
  );
}
