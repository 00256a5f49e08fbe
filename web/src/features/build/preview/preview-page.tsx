import '@/i18n/designer';
import { Button } from 'antd';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Navigate, useParams } from 'react-router';
import type { Field, Form } from '@/engine/blueprint';
import { asForm, toDocument } from '@/engine/designer/document';
import { previewMessage, stillFits } from '@/engine/designer/preview';
import type { FormState } from '@/engine/form/form-state';
import { findProblems } from '@/engine/form/judgement';
import { applyDraft, takeDraft } from '@/engine/form/rebase';
import { HEAD } from '@/engine/form/row';
import { filledInFields, totalFields } from '@/engine/layout';
import { FormBody } from '@/ui/form/form-body';
import { useCell } from '@/ui/form/use-cell';
import { createFormState } from '@/ui/form/use-form-state';
import { Page } from '@/ui/page';
import { useLabel, useWorkplace } from '@/ui/session';
import { Loading } from '@/ui/states';
import { ValueView } from '@/ui/values/value-view';
import css from './preview.module.css';

/**
 * `/build/forms/{form}/preview`: a form as it is being built, to be filled in for trying. It stands inside the designer,
 * which tells it what the form is; a window of its own makes a phone a phone.
 */
export function PreviewPage() {
  const { key = '' } = useParams();
  const [form, setForm] = useState<Form>();
  useEffect(() => {
    const listen = ({ source, origin, data }: MessageEvent) => {
      const message = previewMessage(data);
      if (source !== window.parent || origin !== window.location.origin || message?.preview !== 'form') return;
      setForm(asForm(toDocument(message.document)));
    };
    window.addEventListener('message', listen);
    window.parent.postMessage({ preview: 'ready' }, window.location.origin);
    return () => window.removeEventListener('message', listen);
  }, []);
  if (window.parent === window) return <Navigate to={`/build/forms/${key}`} replace />;
  return form ? <Tried form={form} /> : <Loading lines={8} />;
}

/** What was typed stays while the form around it changes. */
function Tried({ form }: { form: Form }) {
  const { t } = useTranslation();
  const label = useLabel();
  const { blueprint } = useWorkplace();
  const last = useRef<{ form: Form; state: FormState }>(undefined);
  const [found, setFound] = useState<{ form: Form; count: number }>();
  const state = useMemo(() => {
    const others = blueprint.forms.filter((each) => each.key !== form.key);
    const next = createFormState({ ...blueprint, forms: [...others, form] }, form);
    for (const field of form.fields) if (field.type === 'lines') next.addRow(field.key);
    const before = last.current;
    if (before) applyDraft(next, stillFits(takeDraft(before.state), before.form, form));
    last.current = { form, state: next };
    return next;
  }, [blueprint, form]);
  const fields = useMemo(() => filledInFields(form, true), [form]);
  const check = () => {
    state.showProblems();
    setFound({ form, count: findProblems(state).length });
  };
  return (
    <main className={css.page}>
      <Page title={t('form.new', { form: label(form.label, form.key) })}>
        <div className={css.form}>
          <FormBody key={shapeOf(form)} state={state} fields={fields} />
        </div>
      </Page>
      <div className={css.bar}>
        <dl className={css.totals}>
          {totalFields(form).map((field) => (
            <Total key={field.key} state={state} field={field} />
          ))}
        </dl>
        {found?.form === form ? (
          <output className={found.count > 0 ? css.wrong : css.right}>
            {found.count > 0 ? t('preview.problems', { count: found.count }) : t('preview.sound')}
          </output>
        ) : null}
        <Button type="primary" onClick={check}>
          {t('preview.check')}
        </Button>
      </div>
    </main>
  );
}

/** Inputs stay what they are while names and formulas change; another field of another type is another input. */
function shapeOf(form: Form): string {
  return JSON.stringify(form.fields.map((field) => [field.key, field.type]));
}

function Total({ state, field }: { state: FormState; field: Field }) {
  const cell = useCell(state, HEAD, field.key);
  const label = useLabel();
  return (
    <div>
      <dt>{label(field.label, field.key)}</dt>
      <dd>
        <ValueView field={field} value={cell.value} />
      </dd>
    </div>
  );
}
