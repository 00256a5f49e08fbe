import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { type Form, findField, type LinesField, labelText } from '@/engine/blueprint';
import { namedPaths } from '@/engine/designer/references';
import type { FormulaPlace } from '@/engine/formulas';
import { accountsAsForm, type LedgerDocument, type LedgerPosting, linesAsForm } from '@/engine/ledger/document';
import { useConditionWords } from '@/features/build/conditions/condition-words';
import { useLedgers } from '@/features/build/ledgers/use-ledgers';
import { useEverybody } from '@/features/build/use-everybody';
import { usePreferences } from '@/ui/preferences';
import { useLabel, useListText, useWorkplace } from '@/ui/session';

/** A formula with the names people know. */
export function formulaWords(text: string, place: FormulaPlace, language: 'zh' | 'en'): string {
  return namedPaths(text, place).reduceRight((words, path) => {
    const name = path.names.map((each) => labelText(each.label, language, each.name)).join('·');
    return `${words.slice(0, path.from)}${name}${words.slice(path.to)}`;
  }, text);
}

/** Where the formulas of a posting from records are written: the record, or its rows with the record as `parent`. */
export interface PostingPlace {
  form: Form;
  lines: LinesField | undefined;
  /** Where formulas are. */
  formula: FormulaPlace;
  /** The same as one form, for conditions that are clicked together. */
  condition: Form;
}

export function usePostingPlace(posting: Pick<LedgerPosting, 'form' | 'lines'>): PostingPlace | undefined {
  const { t } = useTranslation();
  const { blueprint } = useWorkplace();
  return useMemo(() => {
    const form = blueprint.forms.find((each) => each.key === posting.form);
    if (!form) return undefined;
    const found = posting.lines === undefined ? undefined : findField(form.fields, posting.lines);
    const lines = found?.type === 'lines' ? found : undefined;
    const parent = t('ledger_build.parent');
    return {
      form,
      lines,
      formula: lines ? { forms: blueprint.forms, form, lines } : { forms: blueprint.forms, form },
      condition: lines ? linesAsForm(form, lines, { zh: parent, en: parent }) : form,
    };
  }, [blueprint.forms, posting.form, posting.lines, t]);
}

/** Where formulas over the accounts of a ledger are written. */
export function useAccountPlace(ledger: Pick<LedgerDocument, 'key' | 'label' | 'accounts'> | undefined): FormulaPlace {
  return useMemo(() => {
    const form = accountsAsForm(ledger ?? { key: 'none', label: {}, accounts: [] });
    return { forms: [form], form };
  }, [ledger]);
}

/** A posting as people say it: 订单的每行明细，当单据状态是已审核：把数量计入预占，按产品、仓库，日期取交期. */
export function usePostingWords(document: LedgerDocument, posting: LedgerPosting): string {
  const { t } = useTranslation();
  const { language } = usePreferences();
  const label = useLabel();
  const list = useListText();
  const { blueprint } = useWorkplace();
  const everybody = useEverybody().data;
  const place = usePostingPlace(posting);
  const others = useLedgers();
  const source = others.find((each) => each.key === posting.ledger);
  const accounts = useAccountPlace(source);
  const people = useMemo(() => new Map((everybody?.items ?? []).map(({ id, name }) => [id, name])), [everybody]);
  const formulas = useMemo(() => (posting.when === undefined ? [] : [posting.when]), [posting.when]);
  const condition = useConditionWords({ form: place?.condition, forms: blueprint.forms, formulas, people });
  const account = label(document.accounts.find(({ key }) => key === posting.account)?.label, posting.account);
  if (posting.ledger !== undefined) {
    const from = label(source?.label, posting.ledger);
    const date = label(source?.accounts.find(({ key }) => key === posting.date)?.label, posting.date ?? '…');
    const quantity = formulaWords(posting.quantity, accounts, language);
    return t('ledger_build.say.ledger', { from, quantity, account, date });
  }
  if (!place || posting.quantity.trim() === '') return '';
  const said = (text: string) => formulaWords(text, place.formula, language);
  const form = label(place.form.label, place.form.key);
  const who = place.lines
    ? t('ledger_build.say.rows', { form, lines: label(place.lines.label, place.lines.key) })
    : t('ledger_build.say.record', { form });
  const when = posting.when?.trim() ? t('ledger_build.say.when', { condition: condition(posting.when) }) : '';
  const by = list(
    document.dimensions.map((dimension) => {
      const name = label(dimension.label, dimension.key);
      const text = posting.dimensions[dimension.key];
      return text === undefined || text.trim() === '' ? `${name} —` : `${name} = ${said(text)}`;
    }),
  );
  const date = posting.date?.trim() ? said(posting.date) : t('ledger_build.say.created');
  return t('ledger_build.say.posting', { who, when, quantity: said(posting.quantity), account, by, date });
}
