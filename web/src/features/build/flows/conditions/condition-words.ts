import { useQueries } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { loadChoicesById } from '@/api/records';
import { type Field, type Form, isNumeric, labelText } from '@/engine/blueprint';
import { treeOf } from '@/engine/conditions/read';
import type { FieldOf } from '@/engine/conditions/write';
import { namedPaths } from '@/engine/designer/references';
import { type Between, type Condition, type ConditionValue, pathOf, type Tree } from '@/engine/list/tree';
import { formatNumber } from '@/engine/numbers';
import type texts from '@/i18n/parts/flows.zh.json';
import { usePreferences } from '@/ui/preferences';
import { useLabel } from '@/ui/session';

/** The fields a condition of a form can name, to the end of their paths. */
export function useFieldOf(form: Form | undefined, forms: readonly Form[]): FieldOf {
  return useCallback((path) => (form ? pathOf(form, forms, path)?.field : undefined), [form, forms]);
}

function conditions(tree: Tree): Condition[] {
  if ('field' in tree) return [tree];
  if ('all' in tree) return tree.all.flatMap(conditions);
  if ('any' in tree) return tree.any.flatMap(conditions);
  return 'not' in tree ? conditions(tree.not) : [];
}

function ids(value: ConditionValue | undefined): string[] {
  return Array.isArray(value) ? value : [];
}

/** The names of the records that conditions mention by id. */
function useRecordTitles(formulas: readonly string[], fieldOf: FieldOf): ReadonlyMap<string, string> {
  const wanted = new Map<string, Set<string>>();
  for (const condition of formulas.flatMap((formula) => conditions(treeOf(formula, fieldOf)))) {
    const field = fieldOf(condition.field);
    if (field?.type !== 'reference') continue;
    const known = wanted.get(field.form) ?? new Set();
    for (const id of ids(condition.value)) known.add(id);
    wanted.set(field.form, known);
  }
  const queries = useQueries({
    queries: [...wanted].map(([form, known]) => ({
      queryKey: ['titles', form, [...known].sort().join(',')],
      queryFn: async () => (await loadChoicesById(form, [...known])).items,
      staleTime: 60_000,
    })),
  });
  return new Map(queries.flatMap((query) => (query.data ?? []).map((each) => [each.id, each.title] as const)));
}

/** The operators that have a word or a sign of their own. */
type Word = keyof typeof texts.flows.words.op;

interface Sources {
  form: Form | undefined;
  forms: readonly Form[];
  /** Every formula there is to say, so that the names in them can be looked up at once. */
  formulas: readonly string[];
  people: ReadonlyMap<string, string>;
}

/** Says a condition as people say it: 金额 ≥ 5000 且 区域 属于 华东. What cannot be clicked is read with its names. */
export function useConditionWords({ form, forms, formulas, people }: Sources): (formula: string) => string {
  const { t } = useTranslation();
  const { language } = usePreferences();
  const label = useLabel();
  const fieldOf = useFieldOf(form, forms);
  const titles = useRecordTitles(formulas, fieldOf);
  return useMemo(() => {
    const nameOf = (path: string) => {
      const found = form && pathOf(form, forms, path);
      if (!found) return path;
      const own = label(found.field.label, found.field.key);
      return found.through ? `${label(found.through.label, found.through.key)}·${own}` : own;
    };
    const one = (field: Field, value: unknown): string => {
      if (value === 'today') return t('flows.words.today');
      if (typeof value === 'object' && value !== null && 'today' in value) {
        const days = Number(value.today);
        const count = Math.abs(days);
        return days < 0 ? t('flows.words.days_ago', { count }) : t('flows.words.days_ahead', { count });
      }
      if (typeof value === 'boolean') return value ? t('common.yes') : t('common.no');
      const text = String(value);
      if (isNumeric(field)) return formatNumber(text);
      if (field.type === 'select' || field.type === 'multi_select') {
        const option = field.options.find((each) => each.key === text);
        return option ? label(option.label, option.key) : text;
      }
      if (field.type === 'reference') return titles.get(text) ?? '…';
      return field.type === 'person' ? (people.get(text) ?? '…') : text;
    };
    const say = ({ field: path, op, value }: Condition): string => {
      const field = fieldOf(path);
      const name = nameOf(path);
      if (op === 'filled') return `${name} ${t('flows.words.filled')}`;
      if (!field || op === 'empty') return `${name} ${t('flows.words.empty')}`;
      if (op === 'between') {
        const { from, to } = value as Between;
        return t('flows.words.between', { name, from: one(field, from), to: one(field, to) });
      }
      const values = Array.isArray(value) ? value : [value];
      const listed = values.map((each) => one(field, each)).join(t('flows.words.comma'));
      const single = values.length === 1 && (op === 'in' || op === 'not_in' || op === 'has_any');
      const word: Word = single ? (op === 'in' ? 'is' : op === 'not_in' ? 'is_not' : 'contains') : (op as Word);
      return `${name} ${t(`flows.words.op.${word}`)} ${listed}`;
    };
    const read = (tree: Tree, inside: boolean): string => {
      if ('field' in tree) return say(tree);
      if ('formula' in tree) return form ? spoken(tree.formula, form, forms, language) : tree.formula;
      if ('not' in tree) return '';
      const parts = 'all' in tree ? tree.all : tree.any;
      const words = parts
        .map((part) => read(part, true))
        .join('all' in tree ? t('flows.words.and') : t('flows.words.or'));
      return inside && parts.length > 1 ? t('flows.words.group', { words }) : words;
    };
    return (formula) => read(treeOf(formula, fieldOf), false);
  }, [form, forms, fieldOf, titles, people, t, label, language]);
}

/** A formula with the names people know. */
function spoken(text: string, form: Form, forms: readonly Form[], language: 'zh' | 'en'): string {
  return namedPaths(text, { forms, form }).reduceRight((words, path) => {
    const name = path.names.map((each) => labelText(each.label, language, each.name)).join('·');
    return `${words.slice(0, path.from)}${name}${words.slice(path.to)}`;
  }, text);
}
