import { useMutation } from '@tanstack/react-query';
import { Button, Drawer } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Clause, type Rehearsal, type RehearsedStep, rehearse } from '@/api/rules';
import { type Form, findField } from '@/engine/blueprint';
import { toWallClock } from '@/engine/dates';
import type { ReferenceValue, Value } from '@/engine/values';
import { Row } from '@/features/build/panel/parts';
import { ChoiceSelect } from '@/ui/inputs/choice-select';
import { usePreferences } from '@/ui/preferences';
import { useErrorText } from '@/ui/problem-text';
import { useLabel, useWorkplace } from '@/ui/session';
import { usePhone } from '@/ui/use-phone';
import { valueText } from '@/ui/values/value-text';
import { useRule } from './rule-context';
import { useRuleWords } from './rule-words';
import css from './rules.module.css';

/** Tries the rule on a record: why its condition holds or not, and what every step would do. Nothing is done. */
export function RehearsalDrawer({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const phone = usePhone();
  const errorText = useErrorText();
  const label = useLabel();
  const { document, form } = useRule();
  const [record, setRecord] = useState<ReferenceValue>();
  const trial = useMutation({ mutationFn: (id: string) => rehearse(document.key, document, id) });
  const pick = (next: readonly ReferenceValue[]) => {
    setRecord(next[0]);
    if (next[0]) trial.mutate(next[0].id);
  };
  return (
    <Drawer
      open
      placement={phone ? 'bottom' : 'right'}
      size={phone ? '90%' : 480}
      title={t('rules.rehearsal.title')}
      onClose={onClose}
    >
      <div className={css.trial}>
        {form ? (
          <Row
            label={t('rules.rehearsal.record', { form: label(form.label, form.key) })}
            help={t('rules.rehearsal.help')}
          >
            {(id) => (
              <ChoiceSelect
                id={id}
                label={t('rules.rehearsal.choose')}
                field={{ key: 'record', type: 'reference', form: form.key, label: {} }}
                value={record ? [record] : []}
                onChange={pick}
              />
            )}
          </Row>
        ) : null}
        {record ? (
          <Button size="small" loading={trial.isPending} onClick={() => trial.mutate(record.id)}>
            {t('rules.rehearsal.again')}
          </Button>
        ) : null}
        <div aria-live="polite">
          {trial.isError ? <p role="alert">{errorText(trial.error)}</p> : null}
          {trial.data && form ? <Result rehearsal={trial.data} form={form} /> : null}
        </div>
      </div>
    </Drawer>
  );
}

function Result({ rehearsal, form }: { rehearsal: Rehearsal; form: Form }) {
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
  return (
    <>
      <h3 className={rehearsal.holds ? css.yes : css.no}>
        {rehearsal.holds ? t('rules.rehearsal.holds') : t('rules.rehearsal.holds_not')}
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
        {t(`rules.rehearsal.state.${step.state}`)}
      </span>
      {step.reason === null ? null : <p role="alert">{step.reason}</p>}
      {typeof detail.title === 'string' ? <div className={css.preview}>{detail.title}</div> : null}
      {typeof detail.until === 'string' ? (
        <div className={css.reads}>
          {t('rules.rehearsal.until', { at: toWallClock(detail.until, timeZone).slice(0, -3) })}
        </div>
      ) : null}
      {record && target ? (
        <div className={css.reads}>
          {label(target.label, target.key)} {record.title}：{written.join('；')}
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
    </li>
  );
}
