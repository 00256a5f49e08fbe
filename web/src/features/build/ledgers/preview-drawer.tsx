import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Drawer, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type LedgerEffect, type LedgerPreview, type PostedPreview, previewLedger } from '@/api/ledger-build';
import { type Form, findField, type SelectField } from '@/engine/blueprint';
import type { LedgerDocument } from '@/engine/ledger/document';
import { formatNumber } from '@/engine/numbers';
import type { ReferenceValue } from '@/engine/values';
import { Row } from '@/features/build/panel/parts';
import { usePlain } from '@/features/build/plain/plain-context';
import rules from '@/features/build/rules/rules.module.css';
import { ChoiceSelect } from '@/ui/inputs/choice-select';
import { usePreferences } from '@/ui/preferences';
import { useErrorText } from '@/ui/problem-text';
import { useLabel, useWorkplace } from '@/ui/session';
import { usePhone } from '@/ui/use-phone';
import { formulaWords, usePostingPlace } from './ledger-words';
import { useLedgers } from './use-ledgers';

/** What a record would post to the ledger as it is here, and what would become of balances. Nothing is written. */
export function PreviewDrawer({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const phone = usePhone();
  const label = useLabel();
  const errorText = useErrorText();
  const { blueprint } = useWorkplace();
  const { document } = usePlain<LedgerDocument>();
  const keys = [...new Set(document.postings.flatMap(({ form }) => (form ? [form] : [])))];
  const forms = blueprint.forms.filter((form) => keys.includes(form.key));
  const [chosen, setChosen] = useState<string>();
  const [record, setRecord] = useState<ReferenceValue>();
  const [supposed, setSupposed] = useState<Record<string, string>>({});
  const form = forms.find((each) => each.key === chosen) ?? forms[0];
  const query = useQuery({
    queryKey: ['ledger-preview', document, form?.key, record?.id, supposed],
    queryFn: () => previewLedger(document.key, document, form?.key ?? '', record?.id ?? '', supposed),
    enabled: form !== undefined && record !== undefined,
    placeholderData: keepPreviousData,
    gcTime: 0,
    staleTime: 0,
  });
  return (
    <Drawer
      open
      placement={phone ? 'bottom' : 'right'}
      size={phone ? '90%' : 520}
      title={t('ledger_build.preview.title')}
      onClose={onClose}
    >
      <div className={rules.trial}>
        <p>{t('ledger_build.preview.intro')}</p>
        {form === undefined ? <p role="alert">{t('ledger_build.preview.no_form')}</p> : null}
        {form && forms.length > 1 ? (
          <Row label={t('ledger_build.property.form')}>
            {(id) => (
              <Select
                id={id}
                value={form.key}
                options={forms.map((each) => ({ value: each.key, label: label(each.label, each.key) }))}
                onChange={(next) => {
                  setChosen(next);
                  setRecord(undefined);
                  setSupposed({});
                }}
              />
            )}
          </Row>
        ) : null}
        {form ? (
          <>
            <Row label={t('rules.rehearsal.record', { form: label(form.label, form.key) })}>
              {(id) => (
                <ChoiceSelect
                  id={id}
                  key={form.key}
                  label={t('rules.rehearsal.choose')}
                  field={{ key: 'record', type: 'reference', form: form.key, label: {} }}
                  value={record ? [record] : []}
                  onChange={(next) => setRecord(next[0])}
                />
              )}
            </Row>
            <Suppose form={form} document={document} supposed={supposed} onChange={setSupposed} />
          </>
        ) : null}
        <div aria-live="polite">
          {query.isError ? <p role="alert">{errorText(query.error)}</p> : null}
          {query.data && record ? <Result preview={query.data} /> : null}
        </div>
      </div>
    </Drawer>
  );
}

interface SupposeProps {
  form: Form;
  document: LedgerDocument;
  supposed: Record<string, string>;
  onChange: (supposed: Record<string, string>) => void;
}

/** The choices of the record that conditions ask for, as they might become. */
function Suppose({ form, document, supposed, onChange }: SupposeProps) {
  const { t } = useTranslation();
  const label = useLabel();
  const texts = document.postings.filter((each) => each.form === form.key).map((each) => each.when ?? '');
  const asked = form.fields.filter(
    (field): field is SelectField =>
      field.type === 'select' &&
      field.formula === undefined &&
      texts.some((text) => new RegExp(`\\b${field.key}\\b`).test(text)),
  );
  return asked.map((field) => (
    <Row key={field.key} label={t('ledger_build.preview.suppose', { field: label(field.label, field.key) })}>
      {(id) => (
        <Select
          id={id}
          allowClear
          placeholder={t('ledger_build.preview.as_it_is')}
          value={supposed[field.key] ?? null}
          options={field.options.map((option) => ({ value: option.key, label: label(option.label, option.key) }))}
          onChange={(next?: string | null) => {
            const { [field.key]: _, ...rest } = supposed;
            onChange(next ? { ...rest, [field.key]: next } : rest);
          }}
        />
      )}
    </Row>
  ));
}

function Result({ preview }: { preview: LedgerPreview }) {
  const { t } = useTranslation();
  const errors = preview.findings.filter((finding) => finding.severity === 'error');
  if (errors.length > 0) {
    return (
      <>
        <h3>{t('ledger_build.preview.broken')}</h3>
        <ul className={rules.clauses}>
          {errors.map((finding) => (
            <li key={`${finding.place}/${finding.message}`}>{finding.message}</li>
          ))}
        </ul>
      </>
    );
  }
  return (
    <>
      {preview.refusals.length > 0 ? (
        <>
          <h3 className={rules.no}>{t('ledger_build.preview.refused')}</h3>
          <ul className={rules.clauses}>
            {preview.refusals.map((refusal) => (
              <li key={refusal} className={rules.no}>
                {refusal}
              </li>
            ))}
          </ul>
        </>
      ) : null}
      <h3>{t('ledger_build.preview.entries')}</h3>
      <ul className={rules.played}>
        {preview.postings.map((posted) => (
          <Posted key={posted.key} posted={posted} />
        ))}
      </ul>
      <h3>{t('ledger_build.preview.effects')}</h3>
      {preview.effects === null ? <p className={rules.reads}>{t('ledger_build.preview.later')}</p> : null}
      {preview.effects?.length === 0 ? <p className={rules.reads}>{t('ledger_build.preview.nothing')}</p> : null}
      <ul className={rules.played}>
        {preview.effects?.map((effect) => (
          <Effect key={`${effect.ledger}/${effect.place}`} effect={effect} />
        ))}
      </ul>
    </>
  );
}

function Posted({ posted }: { posted: PostedPreview }) {
  const { t } = useTranslation();
  const { language } = usePreferences();
  const label = useLabel();
  const { document } = usePlain<LedgerDocument>();
  const posting = document.postings.find((each) => each.key === posted.key);
  const place = usePostingPlace(posting ?? {});
  const account = (key: string) => label(document.accounts.find((each) => each.key === key)?.label, key);
  const name = (path: string) => {
    const field = findField(place?.condition.fields ?? [], path);
    return field ? label(field.label, path) : place ? formulaWords(path, place.formula, language) : path;
  };
  const quiet = posted.entries.length === 0 && posted.missing.length === 0;
  return (
    <li>
      <strong>{label(posting?.label, posted.key)}</strong>{' '}
      {quiet ? <span className={rules.reads}>{t('ledger_build.preview.quiet')}</span> : null}
      {posted.missing.map((message) => (
        <p key={message} role="alert">
          {message}
        </p>
      ))}
      {posted.entries.map((entry) => (
        <div key={`${entry.row}/${entry.place}/${entry.day}`} className="num">
          {t('ledger_build.preview.entry', {
            place: entry.place,
            account: account(entry.account),
            quantity: `${entry.quantity.startsWith('-') ? '' : '+'}${formatNumber(entry.quantity)}`,
            day: entry.day,
          })}
        </div>
      ))}
      {posted.clauses
        .filter((clause) => !clause.holds)
        .map((clause) => (
          <div key={clause.text} className={rules.reads}>
            ✗ {place ? formulaWords(clause.text, place.formula, language) : clause.text}
            {Object.entries(clause.reads)
              .map(([path, value]) => `；${name(path)} = ${value ?? t('rules.rehearsal.empty')}`)
              .join('')}
          </div>
        ))}
    </li>
  );
}

function Effect({ effect }: { effect: LedgerEffect }) {
  const label = useLabel();
  const { document } = usePlain<LedgerDocument>();
  const others = useLedgers();
  const ledger = effect.ledger === document.key ? document : others.find((each) => each.key === effect.ledger);
  const figures = [...(ledger?.accounts ?? []), ...(ledger?.values ?? [])];
  return (
    <li>
      <strong>{label(ledger?.label, effect.ledger)}</strong> {effect.place}
      {Object.entries(effect.figures).map(([key, { before, after }]) => (
        <div key={key} className="num">
          {label(figures.find((each) => each.key === key)?.label, key)} {formatNumber(before)} → {formatNumber(after)}
        </div>
      ))}
    </li>
  );
}
