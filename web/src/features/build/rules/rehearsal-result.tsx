import { useTranslation } from 'react-i18next';
import type { Clause, Rehearsal, RehearsedCall, RehearsedStep } from '@/api/rules';
import { type Form, findField } from '@/engine/blueprint';
import { toWallClock } from '@/engine/dates';
import type { Value } from '@/engine/values';
import { usePreferences } from '@/ui/preferences';
import { useLabel, useWorkplace } from '@/ui/session';
import { valueText } from '@/ui/values/value-text';
import { useRule } from './rule-context';
import { useRuleWords } from './rule-words';
import css from './rules.module.css';
import { useRules } from './use-rules';

/** Why the condition holds or not, and what every step would do. */
export function RehearsalResult({ rehearsal, form }: { rehearsal: Rehearsal; form: Form }) {
  const { t } = useTranslation();
  const errors = rehearsal.findings.filter((finding) => finding.severity === 'error');
  if (errors.length > 0) {
    return (
      <>
        <h3>{t('rules.rehearsal.broken')}</h3>
        <ul className={css.clauses}>
          {errors.map((finding) => (
            <li key={`${finding.place}/${finding.message}`}>{finding.message}</li>
          ))}
        </ul>
      </>
    );
  }
  const isSetOff = Object.keys(rehearsal.elsewhere).length === 0;
  return (
    <>
      <Elsewhere values={rehearsal.elsewhere} form={form} />
      <h3 className={rehearsal.holds ? (isSetOff ? css.yes : undefined) : css.no}>
        {!rehearsal.holds
          ? t('rules.rehearsal.holds_not')
          : isSetOff
            ? t('rules.rehearsal.holds')
            : t('rules.rehearsal.elsewhere_holds')}
      </h3>
      {rehearsal.clauses.length > 0 ? (
        <ul className={css.clauses}>
          {rehearsal.clauses.map((clause) => (
            <ClauseRow key={clause.text} clause={clause} form={form} />
          ))}
        </ul>
      ) : null}
      {rehearsal.refusal === null ? null : <p className={css.preview}>{rehearsal.refusal}</p>}
      {rehearsal.steps.length > 0 ? <h3>{t('rules.rehearsal.steps')}</h3> : null}
      <ol className={css.played}>
        {rehearsal.steps.map((step) => (
          <StepRow key={step.key} step={step} />
        ))}
      </ol>
    </>
  );
}

/** What the record would have to become first, and what it is. */
function Elsewhere({ values, form }: { values: Record<string, Value>; form: Form }) {
  const { t } = useTranslation();
  const { language } = usePreferences();
  const { timeZone } = useWorkplace().blueprint.workspace;
  const { document, forms } = useRule();
  const words = useRuleWords(document, form, forms);
  const awaited = Object.entries(values);
  if (awaited.length === 0) return null;
  const now = (key: string, value: Value) => {
    const field = findField(form.fields, key);
    const text = field && field.type !== 'lines' ? valueText(field, value, language, timeZone) : '';
    return text === '' ? t('rules.rehearsal.empty') : text;
  };
  return (
    <>
      <h3 className={css.no}>{t('rules.rehearsal.elsewhere')}</h3>
      <ul className={css.clauses}>
        {awaited.map(([key, value]) => (
          <li key={key}>
            <span className={css.no}>✗ {words.change(key, document.trigger.fields?.[key] ?? {})}</span>
            <div className={css.reads}>{t('rules.rehearsal.elsewhere_is', { value: now(key, value) })}</div>
          </li>
        ))}
      </ul>
    </>
  );
}

function ClauseRow({ clause, form }: { clause: Clause; form: Form }) {
  const { t } = useTranslation();
  const label = useLabel();
  const { document, forms } = useRule();
  const words = useRuleWords(document, form, forms);
  const reads = Object.entries(clause.reads);
  const name = (path: string) => label(findField(form.fields, path)?.label, path);
  return (
    <li>
      <span className={clause.holds ? css.yes : css.no}>
        {clause.holds ? '✓' : '✗'} {words.condition(clause.text)}
      </span>
      {reads.length > 0 ? (
        <div className={css.reads}>
          {reads.map(([path, value]) => `${name(path)} = ${value ?? t('rules.rehearsal.empty')}`).join('；')}
        </div>
      ) : null}
    </li>
  );
}

/** What a rule would do that a step runs. */
function CalledRule({ call }: { call: RehearsedCall }) {
  const { t } = useTranslation();
  const { forms } = useRule();
  const rules = useRules();
  const form = forms.find((each) => each.key === rules.find((rule) => rule.key === call.rule)?.form);
  return (
    <section className={css.nested} aria-label={call.label}>
      <span className={call.holds ? css.yes : css.no}>
        {call.holds ? t('rules.call.would', { rule: call.label }) : t('rules.call.would_not', { rule: call.label })}
      </span>
      {call.clauses.length > 0 && form ? (
        <ul className={css.clauses}>
          {call.clauses.map((clause) => (
            <ClauseRow key={clause.text} clause={clause} form={form} />
          ))}
        </ul>
      ) : null}
      <ol className={css.played}>
        {call.steps.map((step) => (
          <StepRow key={step.key} step={step} />
        ))}
      </ol>
    </section>
  );
}

function StepRow({ step }: { step: RehearsedStep }) {
  const { t } = useTranslation();
  const label = useLabel();
  const { language } = usePreferences();
  const { timeZone } = useWorkplace().blueprint.workspace;
  const { forms } = useRule();
  const { detail } = step;
  const record = detail.record as { title?: string; values?: Record<string, Value> } | undefined;
  const target = forms.find((form) => form.key === detail.form);
  const changed = Array.isArray(detail.changed) ? (detail.changed as string[]) : undefined;
  const written = Object.entries(record?.values ?? {}).flatMap(([key, value]) => {
    const field = target && findField(target.fields, key);
    const text = field && field.type !== 'lines' ? valueText(field, value, language, timeZone) : '';
    return text === '' || (changed && !changed.includes(key)) ? [] : [`${label(field?.label, key)} ${text}`];
  });
  return (
    <li>
      <strong>{t(`rules.action.${step.action as 'wait'}`)}</strong>{' '}
      <span className={step.state === 'done' ? css.yes : step.state === 'failed' ? css.no : css.reads}>
        {step.state === 'skipped' && step.reason !== null
          ? t('rules.rehearsal.left_out')
          : t(`rules.rehearsal.state.${step.state}`)}
      </span>
      {step.reason === null ? null : <p {...(step.state === 'failed' ? { role: 'alert' } : {})}>{step.reason}</p>}
      {typeof detail.title === 'string' ? <div className={css.preview}>{detail.title}</div> : null}
      {typeof detail.until === 'string' ? (
        <div className={css.reads}>
          {t('rules.rehearsal.until', { at: toWallClock(detail.until, timeZone).slice(0, -3) })}
        </div>
      ) : null}
      {record && target ? (
        <div className={css.reads}>
          {label(target.label, target.key)} {record.title}
          {step.action === 'call_rule' ? '' : `：${written.join('；')}`}
        </div>
      ) : null}
      {step.messages.map((message) => (
        <div key={`${message.channel}/${message.recipient}`} className={css.preview}>
          {message.recipient}
          {message.subject === null ? '' : ` · ${message.subject}`}
          {'\n'}
          {message.body}
        </div>
      ))}
      {step.calls.map((call) => (
        <CalledRule key={`${call.rule}/${step.calls.indexOf(call)}`} call={call} />
      ))}
    </li>
  );
}
