import { useTranslation } from 'react-i18next';
import {
  addPart,
  LEDGER_LISTS,
  type LedgerDimension,
  type LedgerDocument,
  type LedgerLimit,
  type LedgerList,
  type LedgerNumber,
  type LedgerPart,
  type LedgerPosting,
} from '@/engine/ledger/document';
import { PartCard, PartSection } from '@/features/build/plain/part-cards';
import css from '@/features/build/plain/plain.module.css';
import { usePlain } from '@/features/build/plain/plain-context';
import { usePreferences } from '@/ui/preferences';
import { useLabel, useListText, useWorkplace } from '@/ui/session';
import { formulaWords, useAccountPlace, usePostingWords } from './ledger-words';

/** A ledger from the top down: by what, what is counted, what is made of it, who posts, what must hold. */
export function LedgerStage() {
  const { t } = useTranslation();
  const { document, update } = usePlain<LedgerDocument>();
  const add = (list: LedgerList) => {
    const added = addPart(document, list);
    update(() => added.document, { select: added.place });
  };
  return (
    <div className={css.sections}>
      {LEDGER_LISTS.map((list) => {
        const parts = (document[list] ?? []) as readonly LedgerPart[];
        return (
          <PartSection
            key={list}
            title={t(`ledger_build.list.${list}`)}
            hint={t(`ledger_build.hint.${list}`)}
            none={t(`ledger_build.none.${list}`)}
            add={t(`ledger_build.add.${list}`)}
            wide={list === 'postings'}
            empty={parts.length === 0}
            onAdd={() => add(list)}
          >
            {parts.map((part) =>
              list === 'postings' ? (
                <PostingCard key={part.key} posting={part as LedgerPosting} />
              ) : (
                <SmallCard key={part.key} list={list} part={part} />
              ),
            )}
          </PartSection>
        );
      })}
    </div>
  );
}

function PostingCard({ posting }: { posting: LedgerPosting }) {
  const label = useLabel();
  const { document } = usePlain<LedgerDocument>();
  const text = usePostingWords(document, posting);
  return <PartCard place={`postings.${posting.key}`} title={label(posting.label, posting.key)} text={text} />;
}

function SmallCard({ list, part }: { list: Exclude<LedgerList, 'postings'>; part: LedgerPart }) {
  const { t } = useTranslation();
  const { language } = usePreferences();
  const label = useLabel();
  const join = useListText();
  const { blueprint } = useWorkplace();
  const { document } = usePlain<LedgerDocument>();
  const accounts = useAccountPlace(document);
  const text = (): string => {
    switch (list) {
      case 'dimensions': {
        const { type, form, optional } = part as LedgerDimension;
        const target = blueprint.forms.find((each) => each.key === form);
        const what = type === 'reference' ? label(target?.label, form || '…') : t(`ledger_build.type.${type}`);
        return join([what, ...(optional ? [t('ledger_build.optional')] : [])]);
      }
      case 'accounts':
        return 'expected' in part && part.expected ? t('ledger_build.expected') : t('ledger_build.counted');
      case 'values':
        return formulaWords((part as LedgerNumber).formula, accounts, language);
      case 'limits': {
        const { value, mode = 'block', everyDay } = part as LedgerLimit;
        const said = formulaWords(value, accounts, language);
        return t(`ledger_build.say.limit_${mode}`, {
          value: said,
          days: everyDay ? t('ledger_build.say.every_day') : '',
        });
      }
    }
  };
  return <PartCard place={`${list}.${part.key}`} title={label(part.label, part.key)} text={text()} />;
}
