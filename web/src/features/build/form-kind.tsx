import { useTranslation } from 'react-i18next';
import type { Finding, PlannedChange } from '@/api/artifacts';
import { differences } from '@/engine/designer/difference';
import { type FormDocument, fieldAt, toDocument } from '@/engine/designer/document';
import { clashes, merge } from '@/engine/designer/merge';
import { useLabel } from '@/ui/session';
import css from './build.module.css';
import type { BuildKind } from './build-kind';
import { useSentence } from './difference-list';
import { pathOf } from './finding-path';

/** Forms, as the shared parts of a workbench see them. */
export const FORM_KIND: BuildKind<FormDocument> = {
  kind: 'form',
  list: '/build/forms',
  read: toDocument,
  merge,
  useChanges: () => {
    const sentence = useSentence();
    return (before, after) => differences(before, after).map(sentence);
  },
  useClashes: () => {
    const sentence = useSentence();
    return (base, mine, theirs) => clashes(base, mine, theirs).map(sentence);
  },
  usePlace: () => {
    const label = useLabel();
    return (document: FormDocument, finding: Finding) => {
      const path = pathOf(document, finding.place);
      const field = path === undefined ? undefined : fieldAt(document, path);
      return field ? `${label(field.label, field.key)}：` : '';
    };
  },
  Plan,
};

const WORDS = ['create_table', 'add_column', 'add_reference', 'create_index', 'drop_index', 'convert_column'] as const;

function Plan({ plan, document }: { plan: readonly PlannedChange[]; document: FormDocument }) {
  const { t } = useTranslation();
  const label = useLabel();
  const head = `f_${document.key}`;
  const name = ({ table, column }: PlannedChange) => {
    const lines = table.startsWith(`${head}__`) ? table.slice(head.length + 2) : undefined;
    const field = fieldAt(document, lines === undefined ? column : `${lines}.${column}`);
    const owner = lines === undefined ? undefined : fieldAt(document, lines);
    if (field) return label(field.label, field.key);
    return owner && table === column ? label(owner.label, owner.key) : column;
  };
  return (
    <section>
      <h3>{t('designer.publish.plan')}</h3>
      <ul className={css.differences}>
        {plan.map((change) => {
          const word = WORDS.find((each) => each === change.change);
          return (
            <li key={`${change.change}/${change.table}/${change.column}`}>
              {word
                ? t(`designer.plan.${word}`, { name: name(change), rows: change.rows })
                : `${change.change} ${change.table}.${change.column}`}
              {change.lostCount ? (
                <>
                  {' '}
                  {t('designer.plan.lost', { count: change.lostCount })}
                  <ul>
                    {(change.lost ?? []).slice(0, 20).map((each) => (
                      <li key={`${each.record}/${each.value}`}>
                        {each.value}（{each.reason}）
                      </li>
                    ))}
                  </ul>
                </>
              ) : null}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
