import { useQueries, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { loadSourceFields, loadSources, type Source, type SourceField } from '@/api/questions';
import { type Field, type Form, findField, type Label, labelText } from '@/engine/blueprint';
import type { FormulaPlace } from '@/engine/formulas';
import type { Parameter, Question } from '@/engine/report/board';
import { compact } from '@/engine/report/operations';
import { barePath, formOf, ledgerOf } from '@/engine/report/question';
import { usePreferences } from '@/ui/preferences';
import { useLabel, useWorkplace } from '@/ui/session';

export function useSources(): readonly Source[] {
  return useQuery({ queryKey: ['questions', 'sources'], queryFn: loadSources }).data?.items ?? [];
}

interface SourceGroup {
  label: string;
  options: { value: string; label: string }[];
}

/** The sources to choose from, under the headings of the menu, the ledgers last. */
export function useSourceChoice(): readonly SourceGroup[] {
  const { t } = useTranslation();
  const label = useLabel();
  const { groups = [] } = useWorkplace().blueprint;
  const sources = useSources();
  return useMemo(() => {
    const heading = (source: Source): string => {
      if (ledgerOf(source.key) !== undefined) return t('frame.ledgers');
      const of = sources.find((each) => each.key === (source.form ?? source.key))?.group;
      const group = groups.find((each) => each.key === of);
      return group ? label(group.label, group.key) : t('boardBuild.q.other_sources');
    };
    const found = new Map<string, SourceGroup>();
    for (const source of sources) {
      const name = heading(source);
      const group = found.get(name) ?? { label: name, options: [] };
      group.options.push({ value: source.key, label: label(source.label, source.key) });
      found.set(name, group);
    }
    return [...found.values()];
  }, [sources, groups, label, t]);
}

const fieldsQuery = (source: string, path: string) => ({
  queryKey: ['questions', 'fields', source, path],
  queryFn: () => loadSourceFields(source, path),
  enabled: source !== '',
});

/** The fields at the end of a path of a source: its own for none. */
export function useSourceFields(source: string, path: string) {
  return useQuery(fieldsQuery(source, path));
}

/** What the fields are that formulas name, as far as a formula is nothing but a field. */
export function useFieldsOf(
  source: string,
  formulas: readonly (string | undefined)[],
): ReadonlyMap<string, SourceField> {
  const paths = formulas.flatMap((formula) => barePath(formula) ?? []);
  const parents = [...new Set(paths.map((path) => path.split('.').slice(0, -1).join('.')))];
  const queries = useQueries({ queries: parents.map((parent) => fieldsQuery(source, parent)) });
  const found = new Map<string, SourceField>();
  for (const query of queries) for (const field of query.data?.fields ?? []) found.set(field.path, field);
  return found;
}

/** A source as a form: the lines of a form have their columns, and the head as what `parent` leads to. */
export function useSourceForm(source: string): Form | undefined {
  const { blueprint } = useWorkplace();
  const key = formOf(source);
  const lines = source.split('.')[1];
  const ledger = useLedgerForm(source);
  return useMemo(() => {
    if (ledger) return ledger;
    const form = blueprint.forms.find((each) => each.key === key);
    if (!form || lines === undefined) return form;
    const of = findField(form.fields, lines);
    if (of?.type !== 'lines') return undefined;
    const parent: Field = { key: 'parent', type: 'reference', form: form.key, label: form.label };
    return { ...form, fields: [...of.fields, parent] };
  }, [blueprint, key, lines, ledger]);
}

/** What a ledger keeps as a form, with the fields that the server tells of. */
function useLedgerForm(source: string): Form | undefined {
  const { data } = useQuery({ ...fieldsQuery(source, ''), enabled: ledgerOf(source) !== undefined });
  return useMemo(() => {
    if (!data) return undefined;
    const fields = data.fields.map(({ key, label, kind, form, options, scale }) =>
      compact({ key, type: kind ?? 'text', label: toLabel(label), form, options, scale }),
    );
    return { key: source, label: { zh: source }, fields } as unknown as Form;
  }, [data, source]);
}

function toLabel(label: Label | string): Label {
  return typeof label === 'string' ? { zh: label, en: label } : label;
}

const COLUMN_TYPES: Record<Parameter['type'], Field['type']> = {
  text: 'text',
  number: 'number',
  date: 'date',
  boolean: 'switch',
};

/** Where formulas over the rows of a source are written, with what the question itself adds to them. */
export function useRowPlace(question: Question): FormulaPlace | undefined {
  const { blueprint } = useWorkplace();
  const form = useSourceForm(question.source);
  const { parameters, derive } = question;
  return useMemo(() => {
    if (!form) return undefined;
    const derived = (derive ?? []).map(({ key, type }): Field => ({ key, type: 'number', label: derivedLabel(type) }));
    const own = derived.length > 0 ? { ...form, fields: [...form.fields, ...derived] } : form;
    const forms = blueprint.forms.map((each) => (each.key === own.key ? own : each));
    if (!parameters || parameters.length === 0) return { form: own, forms };
    const record: Form = {
      ...form,
      key: 'param',
      label: { zh: '参数', en: 'Parameters' },
      fields: parameters.map(
        ({ key, type, label }) =>
          ({
            key,
            type: COLUMN_TYPES[type],
            label: typeof label === 'string' ? { zh: label } : (label ?? { zh: key }),
          }) as Field,
      ),
    };
    return { form: own, forms: [...forms, record], names: [{ name: 'param', label: record.label, form: record }] };
  }, [blueprint, form, parameters, derive]);
}

function derivedLabel(type: 'position' | 'interval') {
  return type === 'position' ? { zh: '第几次', en: 'Which time' } : { zh: '间隔天数', en: 'Days between' };
}

/** Where formulas over the columns of an answer, or of its first stage, are written. */
export function useColumnPlace(question: Question, stage: 'first' | 'last'): FormulaPlace | undefined {
  const { blueprint } = useWorkplace();
  const { language } = usePreferences();
  const head = useSourceForm(formOf(question.source));
  return useMemo(() => {
    const of = stage === 'last' && question.then ? question.then : question;
    const columns = [...(of.dimensions ?? []), ...of.measures, ...(stage === 'last' ? (question.results ?? []) : [])];
    const dimensions = new Set((of.dimensions ?? []).map((each) => each.key));
    const base = head;
    if (!base) return undefined;
    const form: Form = {
      ...base,
      key: 'answer',
      fields: columns.map((column): Field => {
        const name = labelText(column.label, language, column.key);
        const field = { key: column.key, label: { zh: name, en: name } };
        if (!dimensions.has(column.key)) {
          const dated = 'aggregate' in column && (column.aggregate === 'minimum' || column.aggregate === 'maximum');
          const path = 'aggregate' in column ? barePath(column.formula) : undefined;
          const source = path === undefined ? undefined : findField(base.fields, path);
          return dated && (source?.type === 'date' || source?.type === 'datetime')
            ? { ...field, type: source.type }
            : { ...field, type: 'number' };
        }
        const path = barePath(column.formula);
        const source = path === undefined ? undefined : findField(base.fields, path);
        return source?.type === 'reference' && !('bucket' in column)
          ? { ...field, type: 'reference', form: source.form }
          : { ...field, type: 'bucket' in column ? 'date' : 'text' };
      }),
    };
    return { form, forms: [...blueprint.forms, form] };
  }, [blueprint, head, question, stage, language]);
}
