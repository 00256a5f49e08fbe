import { useQuery } from '@tanstack/react-query';
import { Button, Select } from 'antd';
import { useEffect, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { joinSheets, type StagedFile, suggestPlan, viewSheet } from '@/api/import-files';
import type { Form } from '@/engine/blueprint';
import type { ImportPlan } from '@/engine/import-plan';
import { missing } from '@/engine/import-plan';
import { formatNumber } from '@/engine/numbers';
import { useErrorText } from '@/ui/problem-text';
import { useLabel, useListText } from '@/ui/session';
import { ErrorState, Loading } from '@/ui/states';
import { ColumnTable } from './column-table';
import { PlanOptions } from './plan-options';
import css from './wizard.module.css';

interface MappingStepProps {
  file: StagedFile;
  form: string;
  forms: readonly Form[];
  plan: ImportPlan | undefined;
  onFile: (file: StagedFile) => void;
  onForm: (key: string) => void;
  onPlan: (plan: ImportPlan) => void;
  onBack: () => void;
  onNext: () => void;
}

/** Says where each column goes; what can be guessed is guessed. */
export function MappingStep({ file, form, forms, plan, onFile, onForm, onPlan, onBack, onNext }: MappingStepProps) {
  const { t } = useTranslation();
  const label = useLabel();
  const list = useListText();
  const id = useId();
  const visible = file.sheets.filter((sheet) => sheet.rows > 0 && !(sheet.hidden && sheet.name.startsWith('_')));
  const [sheet, setSheet] = useState(plan?.sheet ?? visible.find((each) => !each.hidden)?.index ?? 0);
  const [header, setHeader] = useState<number | undefined>(plan?.header);
  const view = useQuery({
    queryKey: ['sheet', file.id, sheet, header ?? 0],
    queryFn: () => viewSheet(file.id, sheet, header),
    placeholderData: (before) => before,
    retry: false,
  });
  const at = header ?? view.data?.header;
  const suggestion = useQuery({
    queryKey: ['suggestion', file.id, sheet, at, form],
    queryFn: () => suggestPlan(file.id, sheet, at ?? 1, form),
    enabled: at !== undefined && form !== '',
    retry: false,
  });
  const proposed = suggestion.data;
  const latest = useRef(onPlan);
  latest.current = onPlan;
  const made = useRef<ImportPlan | undefined>(plan);
  useEffect(() => {
    if (!proposed) return;
    const before = made.current;
    const same =
      before?.form === proposed.plan.form &&
      before.sheet === proposed.plan.sheet &&
      before.header === proposed.plan.header;
    if (!same) {
      made.current = proposed.plan;
      latest.current(proposed.plan);
    }
  }, [proposed]);
  const errorText = useErrorText();
  const [failure, setFailure] = useState('');
  const pick = (next: number, row?: number) => {
    setSheet(next);
    setHeader(row);
    setFailure('');
  };
  const join = async (lines: number) => {
    setFailure('');
    try {
      const joined = await joinSheets(file.id, { sheet, header: at ?? 1 }, { sheet: lines });
      onFile(joined);
      pick(joined.sheets.length - 1, 1);
    } catch (error) {
      setFailure(errorText(error));
    }
  };
  const others = visible.filter((each) => each.index !== sheet);
  const mayJoin = others.length > 0 && proposed?.fields.some((field) => field.key.includes('.')) === true;
  const info = file.sheets[sheet];
  const lacking = plan && proposed ? missing(plan, proposed.fields) : [];
  return (
    <>
      <div className={css.card}>
        <div className={css.line}>
          <strong className="ellipsis">{file.name}</strong>
          <span className={css.hint}>
            {info ? t('wizard.size', { rows: formatNumber(String(info.rows)), columns: info.columns }) : ''}
            {file.charset === '' ? '' : ` · ${file.charset}`}
          </span>
          <Button size="small" onClick={onBack}>
            {t('wizard.other_file')}
          </Button>
        </div>
        <Notes file={file} sheet={sheet} />
        <div className={css.choices}>
          {visible.length > 1 ? (
            <label htmlFor={`${id}-sheet`}>
              <span>{t('wizard.sheet')}</span>
              <Select
                id={`${id}-sheet`}
                value={sheet}
                options={visible.map((each) => ({ value: each.index, label: each.name }))}
                onChange={(next) => pick(next)}
              />
            </label>
          ) : null}
          <label htmlFor={`${id}-header`}>
            <span>{t('wizard.header')}</span>
            <input
              id={`${id}-header`}
              type="number"
              className={css.number}
              min={1}
              max={Math.max(1, Math.min(info?.rows ?? 1, 500))}
              value={at ?? ''}
              onChange={(event) => {
                const next = Number(event.target.value);
                if (Number.isInteger(next) && next >= 1) setHeader(next);
              }}
            />
          </label>
          {mayJoin ? (
            <label htmlFor={`${id}-lines`}>
              <span>{t('wizard.lines_sheet')}</span>
              <Select
                id={`${id}-lines`}
                value={sheet}
                options={[
                  { value: sheet, label: t('wizard.lines_here') },
                  ...others.map((each) => ({ value: each.index, label: each.name })),
                ]}
                onChange={(next) => (next === sheet ? undefined : void join(next))}
              />
            </label>
          ) : null}
          <label htmlFor={`${id}-form`}>
            <span>{t('wizard.form')}</span>
            <Select
              id={`${id}-form`}
              showSearch={{ optionFilterProp: 'label' }}
              value={form}
              options={forms.map((each) => ({ value: each.key, label: label(each.label, each.key) }))}
              onChange={onForm}
            />
          </label>
        </div>
      </div>
      <p role="alert" className={css.failure}>
        {failure}
      </p>
      {view.isError ? <ErrorState error={view.error} /> : null}
      {suggestion.isError ? <ErrorState error={suggestion.error} /> : null}
      {plan && proposed && view.data ? (
        <>
          {proposed.remembered ? <p className={css.note}>{t('wizard.remembered')}</p> : null}
          <ColumnTable view={view.data} fields={proposed.fields} plan={plan} onPlan={onPlan} />
          <PlanOptions fields={proposed.fields} plan={plan} onPlan={onPlan} />
        </>
      ) : view.isError || suggestion.isError ? null : (
        <Loading lines={8} />
      )}
      <div className={css.foot}>
        <p className={css.hint}>
          {lacking.length > 0 ? t('wizard.lacking', { fields: list(lacking.map((field) => label(field.label))) }) : ''}
        </p>
        <Button type="primary" disabled={!plan || plan.columns.length === 0} onClick={onNext}>
          {t('wizard.next')}
        </Button>
      </div>
    </>
  );
}

function Notes({ file, sheet }: { file: StagedFile; sheet: number }) {
  const { t } = useTranslation();
  const info = file.sheets[sheet];
  const notes = [
    file.macros ? t('wizard.macros') : '',
    info && info.formulas > 0 ? t('wizard.formulas', { count: info.formulas }) : '',
    info && info.errors > 0 ? t('wizard.errors', { count: info.errors }) : '',
  ].filter((note) => note !== '');
  return notes.length === 0 ? null : (
    <ul className={css.notes}>
      {notes.map((note) => (
        <li key={note}>{note}</li>
      ))}
    </ul>
  );
}
